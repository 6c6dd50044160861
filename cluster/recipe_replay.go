package cluster

import (
	"context"
	"errors"
	"fmt"
	"slices"
)

// Replayed is what a recipe gives.
type Replayed struct {
	First  State  // after the first run, before anybody decided anything
	State  State  // at the end
	SHA256 string // of State; "" when it did not come to an end
}

// Replay makes the classification of the recipe again from its texts, in any
// order. Show, which may be nil, is told the progress as in Options.
//
// Errors: a *RecipeError that says which part differs (a changed corpus or word
// list is found before anything is run; with PartResult comes what came out), ErrDuplicateID, and the error of ctx when it ends
// first.
func (r Recipe) Replay(ctx context.Context, texts []Text, show func(stage string, done float64)) (Replayed, error) {
	if err := r.fits(texts); err != nil {
		return Replayed{}, err
	}
	p := player{recipe: r, texts: texts, show: show, late: map[string]bool{}}
	for _, step := range r.Journal {
		for _, id := range step.Late {
			p.late[id] = true
		}
	}
	out, err := p.play(ctx)
	if err != nil {
		return Replayed{}, err
	}
	out.SHA256 = out.State.SHA256()
	if out.SHA256 != r.Result {
		return out, &RecipeError{Part: PartResult, Want: r.Result, Got: out.SHA256}
	}
	return out, nil
}

// player replays a recipe.
type player struct {
	recipe Recipe
	texts  []Text
	show   func(string, float64)
	late   map[string]bool // ideas that have not come yet
	run    int             // runs made, of all that the recipe holds
}

func (p *player) play(ctx context.Context) (Replayed, error) {
	result, err := p.begin(ctx)
	switch {
	case ctx.Err() != nil:
		return Replayed{}, ctx.Err()
	case err != nil: // what it asks for can never have been run
		return Replayed{}, &RecipeError{Part: PartJournal, Name: "0", Err: err}
	}
	first := NewState(result)
	s := first
	for i, step := range p.recipe.Journal {
		if s, err = p.take(ctx, s, step); ctx.Err() != nil {
			return Replayed{}, ctx.Err()
		}
		if err != nil {
			return Replayed{}, &RecipeError{Part: PartJournal, Name: fmt.Sprint(i + 1), Err: err}
		}
	}
	return Replayed{First: first, State: s}, nil
}

// begin makes the first groups.
func (p *player) begin(ctx context.Context) (*Result, error) {
	r := p.recipe
	if r.Fine == 0 {
		return Run(ctx, p.present(), p.options(r.K, r.Seed))
	}
	levels, err := Explore(ctx, p.present(), p.options(r.Fine, r.Seed))
	if err != nil {
		return nil, err
	}
	return levels.Cut(r.K), nil
}

// present are the texts that have come.
func (p *player) present() []Text {
	return slices.DeleteFunc(slices.Clone(p.texts), func(t Text) bool { return p.late[t.ID] })
}

// options of the next run, whose share of the whole is that of any other.
func (p *player) options(k int, seed uint64) Options {
	opt := Options{Method: p.recipe.Method, K: k, Seed: seed}
	runs := 1
	for _, step := range p.recipe.Journal {
		if step.Decide == nil {
			runs++
		}
	}
	before := float64(p.run)
	p.run++
	if p.show != nil {
		opt.Progress = func(stage string, done float64) { p.show(stage, (before+done)/float64(runs)) }
	}
	return opt
}

var errStep = errors.New("a step must be one decision, one re-run or late ideas")

func (p *player) take(ctx context.Context, s State, step Step) (State, error) {
	switch decided, ran, late := step.Decide != nil, step.Rerun != nil, len(step.Late) > 0; {
	case decided && !ran && !late:
		return s.Decide(*step.Decide)
	case ran && !decided && !late:
		return p.rerun(ctx, s, *step.Rerun)
	case late && !decided && !ran:
		return p.placeLate(ctx, s, step.Late)
	}
	return s, errStep
}

func (p *player) rerun(ctx context.Context, s State, step RerunStep) (State, error) {
	d, err := Rerun(ctx, s, p.present(), p.options(step.K, step.Seed))
	if err != nil {
		return s, err
	}
	return s.Apply(d, step.Accepted)
}

func (p *player) placeLate(ctx context.Context, s State, ids []string) (State, error) {
	for _, id := range ids {
		delete(p.late, id)
	}
	next, placed, err := PlaceLate(ctx, s, p.present(), p.options(0, 0))
	if err != nil {
		return s, err
	}
	if ids = slices.Sorted(slices.Values(ids)); !slices.Equal(placed, ids) {
		return s, fmt.Errorf("%d late ideas, %d of them with a text that was not there before", len(ids), len(placed))
	}
	return next, nil
}
