package cluster

import (
	"cmp"
	"context"
	"slices"
)

// warm is a re-run under way. Rows are those of the analysis, which are in the
// order of the places of the state.
type warm struct {
	state State
	*analysis
	themes []ThemeID // those that hold ideas, increasing
	own    []int32   // by row: the index of its theme in themes, -1 for « à classer »
	held   []bool    // by theme: locked, or with a pin
	locked []bool    // by theme
	weight []float64 // by row: how much it pulls a centre

	kept   []int32   // themes that a group starts from, the first groups in their order
	fresh  int       // groups that start from no theme
	old    *space    // the centres of themes, before
	start  *space    // the centres of the groups to start from
	group  []int32   // by row: its group, -1 for none
	heart  *space    // the centres of the groups, after
	member []ThemeID // by group: the theme that it is
	made   []Theme   // those of member that the state does not know
}

func newWarm(s State, a *analysis) *warm {
	w := &warm{state: s, analysis: a, own: make([]int32, len(s.Places))}
	index := map[ThemeID]int32{}
	for _, p := range s.Places {
		if _, ok := index[p.Theme]; !ok && p.Theme != Unplaced {
			index[p.Theme] = 0
			w.themes = append(w.themes, p.Theme)
		}
	}
	slices.Sort(w.themes)
	w.held, w.locked = make([]bool, len(w.themes)), make([]bool, len(w.themes))
	for i, id := range w.themes {
		index[id] = int32(i)
		t, _ := s.Theme(id)
		w.held[i], w.locked[i] = t.Locked, t.Locked
	}
	for row, p := range s.Places {
		w.own[row] = -1
		if t, ok := index[p.Theme]; ok {
			w.own[row] = t
			w.held[t] = w.held[t] || p.Pinned
		}
	}
	w.weigh()
	return w
}

const (
	// pinShare is the weight of all pins together, as a share of the texts.
	pinShare = .5
	// heaviestPin bounds the weight of one: a few pins among a thousand texts must
	// not be their themes. Measured on three consultations at 4 to 43 themes, mean
	// of 5 draws, NMI of the texts nobody pinned: with 20 % pinned it gains .003 to
	// .019, with 5 % .004 to .011 and with 2 % -.001 to .011, save in the one cut in
	// four themes only, where few pins cost up to .037. A bound of 10, or none,
	// gains no more and loses more with few pins.
	heaviestPin = 4
)

// pinWeight is 0.5·n/pins, at least 1, at most heaviestPin.
func pinWeight(n, pins int) float64 {
	return min(max(pinShare*float64(n)/float64(max(pins, 1)), 1), heaviestPin)
}

func (w *warm) weigh() {
	pins := 0
	for row, p := range w.state.Places {
		if p.Pinned && w.own[row] >= 0 {
			pins++
		}
	}
	w.weight = make([]float64, len(w.own))
	for row, p := range w.state.Places {
		w.weight[row] = 1
		if p.Pinned && w.own[row] >= 0 {
			w.weight[row] = pinWeight(len(w.own), pins)
		}
	}
	// The mean of all plus the mean of the pins, each of length one.
	w.old = w.space.centres(w.own, len(w.themes), nil)
	pinned := slices.Clone(w.own)
	for row, p := range w.state.Places {
		if !p.Pinned {
			pinned[row] = -1
		}
	}
	pulls := w.space.centres(pinned, len(w.themes), nil)
	for t := range w.themes {
		addScaled(w.old.row(t), 1, pulls.row(t))
	}
	w.old.normalize(0, len(w.themes))
}

// chooseThemes says which themes go on and how many groups are fresh.
func (w *warm) chooseThemes(opt Options) error {
	k := opt.K
	if k == 0 {
		k = len(w.themes)
	}
	held := 0
	for _, h := range w.held {
		if h {
			held++
		}
	}
	switch {
	case len(w.themes) == 0:
		return ErrNoThemes
	case k < 0 || k > len(w.own):
		return ErrK
	case k < held:
		return ErrFewThemes{K: k, Held: held}
	}
	size := make([]int, len(w.themes))
	for _, t := range w.own {
		if t >= 0 {
			size[t]++
		}
	}
	for t := range w.themes {
		w.kept = append(w.kept, int32(t))
	}
	slices.SortFunc(w.kept, func(a, b int32) int { // the held first, then the largest
		switch {
		case w.held[a] && !w.held[b]:
			return -1
		case w.held[b] && !w.held[a]:
			return 1
		}
		return cmp.Or(cmp.Compare(size[b], size[a]), cmp.Compare(a, b))
	})
	w.kept = w.kept[:min(k, len(w.kept))]
	slices.Sort(w.kept)
	w.fresh = k - len(w.kept)
	return nil
}

// free tells whether the machine may move a row.
func (w *warm) free(row int) bool {
	return !w.state.Places[row].Pinned && (w.own[row] < 0 || !w.locked[w.own[row]])
}

// wordless tells a row of which nothing is known.
func (w *warm) wordless(row int) bool {
	return w.corpus.rows.from[row] == w.corpus.rows.from[row+1]
}

// regroup starts from the themes that go on and groups the rows again. Ideas
// that a person set aside have no part in it.
func (w *warm) regroup(ctx context.Context, opt Options) error {
	k := len(w.kept) + w.fresh
	w.start = newSpace(k, w.space.d)
	groupOf := map[int32]int32{} // theme → group
	for g, t := range w.kept {
		copy(w.start.row(g), w.old.row(int(t)))
		groupOf[t] = int32(g)
	}
	w.addFresh(opt.Seed)
	var rows, fixed []int32
	var weight []float64
	for row, p := range w.state.Places {
		if p.Pinned && p.Theme == Unplaced {
			continue
		}
		rows, weight = append(rows, int32(row)), append(weight, w.weight[row])
		if w.free(row) {
			fixed = append(fixed, -1)
		} else {
			fixed = append(fixed, groupOf[w.own[row]])
		}
	}
	found, err := w.space.pick(rows).group(ctx, grouping{
		k: k, seed: opt.Seed, centres: w.start, fixed: fixed, weight: weight,
		barred: w.barred(rows, groupOf), done: opt.progress(StageGroup, .3, .9),
	})
	if err != nil {
		return err
	}
	w.group = make([]int32, len(w.own))
	weights := make([]float64, len(w.own))
	for row := range w.group {
		w.group[row], weights[row] = -1, w.weight[row]
	}
	for i, row := range rows {
		w.group[row] = found.group[i]
	}
	w.heart = w.space.centres(w.group, k, weights)
	return nil
}

// barred lists, by index in rows, the groups that a free row must not join:
// those of locked themes and of themes forbidden to it.
func (w *warm) barred(rows []int32, groupOf map[int32]int32) map[int32][]int32 {
	out := map[int32][]int32{}
	for i, row := range rows {
		if !w.free(int(row)) {
			continue
		}
		for g, t := range w.kept {
			if w.locked[t] || w.state.Places[row].forbids(w.themes[t]) {
				out[int32(i)] = append(out[int32(i)], int32(g))
			}
		}
	}
	return out
}
