package cluster

import (
	"context"
	"slices"
	"sync"
)

// Analysis is a classification one can question: a map, the reasons of every
// theme and placement, duplicates, cuts, indicators. Making one costs what a
// run does; keep it as long as the classification stands. Its methods may be
// called side by side.
type Analysis struct {
	State State // the classification it speaks of

	*analysis
	source  []string  // by row: the text as given
	theme   []ThemeID // by row; Unplaced for « à classer »
	themes  []ThemeID // standing themes, by id
	members [][]int   // by theme: its rows, increasing
	centres *space    // by theme: the mean direction of its rows
	grams   func() *labeller
	words   func() [][]Word // by theme
}

// Analyse is Run, and what one may ask about its result. Its state is NewState
// of the result.
func Analyse(ctx context.Context, texts []Text, opt Options) (*Result, *Analysis, error) {
	a, err := analyse(ctx, texts, opt)
	if err != nil {
		return nil, nil, err
	}
	r := a.result(texts, opt.Seed)
	sorted, err := sortTexts(texts)
	if err != nil {
		return nil, nil, err
	}
	out, err := newAnalysis(ctx, a, NewState(r), sorted)
	return r, out, err
}

// Study reads the texts of a classification as people left it. texts must hold
// every idea of the state; others are ignored. Of opt only Progress is looked
// at. Errors: ErrNoTexts, ErrMissingText, ErrDuplicateID, and the error of ctx
// when it ends first.
func Study(ctx context.Context, s State, texts []Text, opt Options) (*Analysis, error) {
	known, err := s.textsOf(texts)
	if err != nil {
		return nil, err
	}
	if len(known) == 0 {
		return nil, ErrNoTexts
	}
	a, err := layOut(ctx, known, opt)
	if err != nil {
		return nil, err
	}
	return newAnalysis(ctx, a, s, known)
}

// newAnalysis takes texts in the order of their ids, as those of s and a are.
func newAnalysis(ctx context.Context, a *analysis, s State, texts []Text) (*Analysis, error) {
	if a.points.rows() > 0 {
		if err := a.layout(ctx); err != nil {
			return nil, err
		}
	}
	out := &Analysis{State: s, analysis: a, source: make([]string, len(texts)), theme: make([]ThemeID, len(texts))}
	for _, t := range s.Standing() {
		out.themes = append(out.themes, t.ID)
	}
	out.members = make([][]int, len(out.themes))
	group := make([]int32, len(texts))
	for row, p := range s.Places {
		out.source[row], out.theme[row] = texts[row].Text, p.Theme
		group[row] = -1
		if t, ok := slices.BinarySearch(out.themes, p.Theme); ok {
			group[row] = int32(t)
			out.members[t] = append(out.members[t], row)
		}
	}
	if a.space == nil { // no text has a word
		a.space = newSpace(len(texts), 1)
		a.near = &graph{from: make([]int, len(texts)+1)}
	}
	out.centres = a.space.centres(group, len(out.themes), nil)
	out.grams = sync.OnceValue(func() *labeller { return newLabeller(a.corpus) })
	out.words = sync.OnceValue(func() [][]Word { return out.grams().words(out.members) })
	return out, nil
}

// Map draws the texts on a plane. The same texts give the same map, whatever
// the themes. 3,000 texts take a few seconds of one processor; more hardly
// take longer. The only error is that of ctx.
func (a *Analysis) Map(ctx context.Context) (*Map, error) { return a.drawMap(ctx) }

// row finds a text by its id.
func (a *Analysis) row(id string) (int, bool) { return slices.BinarySearch(a.corpus.ids, id) }
