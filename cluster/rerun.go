package cluster

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Diff is what a re-run would change. Nothing changes until [State.Apply] is
// told which moves a person accepts.
type Diff struct {
	K         int       `json:"k"`                   // themes that would hold ideas
	Seed      uint64    `json:"seed"`                // as asked
	Base      ThemeID   `json:"base"`                // State.Last when it was made
	Moves     []Move    `json:"moves"`               // by idea
	New       []Theme   `json:"new,omitempty"`       // themes it would make, with their labels
	Vanishing []ThemeID `json:"vanishing,omitempty"` // themes that all moves together would empty
}

// Move is one idea that would go elsewhere, and why.
type Move struct {
	Idea       string   `json:"idea"`
	From       ThemeID  `json:"from"`
	To         ThemeID  `json:"to"`                   // Unplaced when its theme vanishes and no other is sure
	Second     ThemeID  `json:"second,omitempty"`     // the next nearest theme after the re-run
	Words      []string `json:"words,omitempty"`      // up to 5 that it shares with To, as people write them
	Neighbours []string `json:"neighbours,omitempty"` // up to 3 ideas of To most like it
	Before     float64  `json:"before"`               // confidence of its place in From as From stands, in [0,1]; 0 when another theme was nearer
	After      float64  `json:"after"`                // confidence of its place in To, in [0,1]
}

// Ideas lists the ideas that would move: all of it, for State.Apply.
func (d *Diff) Ideas() []string {
	var out []string
	for _, m := range d.Moves {
		out = append(out, m.Idea)
	}
	return out
}

// ErrFewThemes: a re-run was asked for fewer themes than people hold by a lock
// or a pin. Held is how many.
type ErrFewThemes struct{ K, Held int }

func (e ErrFewThemes) Error() string {
	return fmt.Sprintf("cluster: %d themes were asked for, but people pinned ideas in %d or locked them", e.K, e.Held)
}

// ErrMissingText says that an idea of the state has no text.
type ErrMissingText struct{ ID string }

func (e ErrMissingText) Error() string { return fmt.Sprintf("cluster: the idea %q has no text", e.ID) }

// ErrNoThemes: no theme of the state holds an idea, so there is nothing to
// start from; a first Run is needed.
var ErrNoThemes = errors.New("cluster: no theme holds an idea yet")

// Rerun groups the ideas of a state again from where they stand, and returns
// what would change.
//
// Pinned ideas stay, those of locked themes too; nobody enters a locked theme,
// and nobody a theme forbidden to it. Each theme starts from the mean of its
// ideas plus the mean of its pins, and each pin weighs as much as
// pinWeight says. opt.K is how many themes should hold ideas, 0 for as many as
// do; when it is smaller the smallest themes that nobody holds vanish, when it
// is larger new ones begin where texts are farthest from any theme. Themes
// without ideas are left alone. opt.Method is not looked at: a re-run always
// takes place in the space of the neighbours.
//
// A move is proposed only where the machine is surer than for the least sure
// tenth; an idea whose theme vanishes goes to « à classer » otherwise.
//
// texts must hold every idea of the state; others are ignored, see PlaceLate.
// Errors: ErrNoThemes, ErrMissingText, ErrDuplicateID, ErrFewThemes, ErrK, and
// the error of ctx when it ends first.
func Rerun(ctx context.Context, s State, texts []Text, opt Options) (*Diff, error) {
	known, err := s.textsOf(texts)
	if err != nil {
		return nil, err
	}
	a, err := layOut(ctx, known, opt)
	if err != nil {
		return nil, err
	}
	w := newWarm(s, a)
	if err := w.chooseThemes(opt); err != nil {
		return nil, err
	}
	if err := w.regroup(ctx, opt); err != nil {
		return nil, err
	}
	w.match()
	return w.diff(opt), ctx.Err()
}

// textsOf returns the texts of the ideas of the state, by id.
func (s State) textsOf(texts []Text) ([]Text, error) {
	sorted, err := sortTexts(texts)
	if err != nil {
		return nil, err
	}
	known := sorted[:0]
	for _, t := range sorted {
		if _, ok := s.placeIndex(t.ID); ok {
			known = append(known, t)
		}
	}
	for i, p := range s.Places {
		if i >= len(known) || known[i].ID != p.Idea {
			return nil, ErrMissingText{ID: p.Idea}
		}
	}
	return known, nil
}

// sortTexts returns the texts by id.
func sortTexts(texts []Text) ([]Text, error) {
	sorted := slices.Clone(texts)
	slices.SortFunc(sorted, func(a, b Text) int { return strings.Compare(a.ID, b.ID) })
	for i := 1; i < len(sorted); i++ {
		if sorted[i].ID == sorted[i-1].ID {
			return nil, ErrDuplicateID{ID: sorted[i].ID}
		}
	}
	return sorted, nil
}

// layOut reads texts sorted by id and places them in the space of the
// neighbours.
func layOut(ctx context.Context, texts []Text, opt Options) (*analysis, error) {
	c, err := readCorpus(ctx, texts, opt.progress(StageRead, 0, .3))
	if err != nil {
		return nil, err
	}
	a := &analysis{corpus: c, points: findDistinct(&c.rows)}
	if a.points.rows() == 0 { // no text has a word
		a.space = newSpace(len(texts), 1)
		a.near = &graph{from: make([]int, len(texts)+1)}
		return a, nil
	}
	return a, a.layout(ctx)
}
