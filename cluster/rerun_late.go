package cluster

import (
	"context"
	"slices"
)

// PlaceLate gives a place to the ideas that came after the classification, and
// to them alone: each goes to the nearest theme, locked ones included, or stays
// « à classer » when it is less sure than the least sure tenth of all. It
// returns the state with them and the ids placed, in their order.
//
// texts must hold every idea of the state; the others are those that came late.
// Errors: as Rerun.
func PlaceLate(ctx context.Context, s State, texts []Text, opt Options) (State, []string, error) {
	sorted, err := sortTexts(texts)
	if err != nil {
		return s, nil, err
	}
	next := s.clone()
	var late []string
	for _, t := range sorted {
		if _, ok := s.placeIndex(t.ID); !ok {
			late = append(late, t.ID)
			next.Places = append(next.Places, Place{Idea: t.ID})
		}
	}
	next.sortPlaces()
	if sorted, err = next.textsOf(sorted); err != nil || len(late) == 0 {
		return s, nil, err
	}
	a, err := layOut(ctx, sorted, opt)
	if err != nil {
		return s, nil, err
	}
	w := newWarm(next, a)
	if len(w.themes) == 0 {
		return s, nil, ErrNoThemes
	}
	w.assign()
	for row, at := range w.fits() {
		p := &next.Places[row]
		if _, known := s.placeIndex(p.Idea); known || w.group[row] < 0 {
			continue
		}
		p.Second, p.Confidence = w.member[w.group[row]], rounded(at.confidence)
		if at.sure {
			p.Theme, p.Second = p.Second, Unplaced
			if at.second >= 0 {
				p.Second = w.member[at.second]
			}
		}
	}
	return next, late, ctx.Err()
}

// assign takes the themes as they are for groups, and gives each row that has no
// theme the nearest.
func (w *warm) assign() {
	w.member, w.heart, w.group = w.themes, w.old, slices.Clone(w.own)
	for row, g := range w.group {
		if g >= 0 || w.wordless(row) {
			continue
		}
		best := float32(-2)
		for t := range w.themes {
			if like := dotProduct(w.space.row(row), w.old.row(t)); like > best && !w.state.Places[row].forbids(w.themes[t]) {
				best, w.group[row] = like, int32(t)
			}
		}
	}
}
