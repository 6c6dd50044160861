package cluster

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// organiser plays a person who works on a classification, and remembers what
// must hold: where she pinned each idea, and every number a theme ever had.
type organiser struct {
	texts []Text // all; the first known are in the state
	known int
	state State
	pins  map[string]ThemeID
	names map[ThemeID]bool // numbers given, true once gone
}

func newOrganiser(texts []Text, begin State) *organiser {
	o := &organiser{texts: texts, known: len(begin.Places), state: begin, pins: map[string]ThemeID{}, names: map[ThemeID]bool{}}
	for _, theme := range o.state.Themes {
		o.names[theme.ID] = false
	}
	return o
}

// decide draws any decision, often an impossible one, and follows the pins.
func (o *organiser) decide(t *rapid.T) {
	idea := func() string { return rapid.SampledFrom(o.state.Places).Draw(t, "idea").Idea }
	theme := func(name string) ThemeID { return ThemeID(rapid.IntRange(0, int(o.state.Last)+1).Draw(t, name)) }
	d := Decision{Kind: rapid.SampledFrom(DecisionKinds).Draw(t, "kind"), Theme: theme("theme")}
	switch d.Kind {
	case DecidePin, DecideUnpin, DecideAside, DecideForbid, DecideAllow:
		d.Idea = idea()
	case DecideMerge:
		d.Into = theme("into")
	case DecideRename:
		d.Name = "Autre nom"
	case DecideSplit, DecideCreate:
		d.Name = fmt.Sprintf("Thème fait à la main %d", o.state.Last+1)
		for range rapid.IntRange(0, 3).Draw(t, "ideas") {
			d.Ideas = append(d.Ideas, idea())
		}
	}
	before := o.state
	after, err := before.Decide(d)
	if _, ok := errors.AsType[*DecisionError](err); err != nil && !ok {
		t.Fatalf("%+v: %v", d, err)
	}
	if err != nil {
		return
	}
	o.state = after
	switch d.Kind {
	case DecidePin:
		o.pins[d.Idea] = d.Theme
	case DecideAside:
		o.pins[d.Idea] = Unplaced
	case DecideUnpin:
		delete(o.pins, d.Idea)
	case DecideSplit, DecideCreate:
		for _, i := range d.Ideas {
			o.pins[i] = after.Last
		}
	case DecideMerge:
		for i, at := range o.pins {
			p, _ := before.Place(i)
			if at == d.Theme && p.forbids(d.Into) {
				delete(o.pins, i)
			} else if at == d.Theme {
				o.pins[i] = d.Into
			}
		}
	}
}

// rerun runs again and accepts any part of the moves.
func (o *organiser) rerun(t *rapid.T) {
	before := o.state
	k := rapid.IntRange(0, 9).Draw(t, "k")
	d, err := Rerun(context.Background(), before, o.texts[:o.known], Options{K: k, Seed: rapid.Uint64Range(1, 3).Draw(t, "seed")})
	_, few := errors.AsType[ErrFewThemes](err)
	if few || errors.Is(err, ErrNoThemes) {
		return
	}
	if err != nil {
		t.Fatalf("k %d: %v", k, err)
	}
	var accepted []string
	for _, m := range d.Moves {
		if p, _ := before.Place(m.Idea); p.forbids(m.To) {
			t.Fatalf("%s would go where it is forbidden: %+v", m.Idea, p)
		}
		if rapid.Bool().Draw(t, "accept") {
			accepted = append(accepted, m.Idea)
		}
	}
	o.state, err = before.Apply(d, accepted)
	if err != nil {
		t.Fatalf("applying %v of %+v: %v", accepted, d, err)
	}
	for _, theme := range before.Themes {
		if theme.Locked && !slices.Equal(before.ideas(theme.ID), o.state.ideas(theme.ID)) {
			t.Fatalf("the locked theme %d changed", theme.ID)
		}
	}
}

func (s State) ideas(id ThemeID) (ideas []string) {
	for _, p := range s.Places {
		if p.Theme == id {
			ideas = append(ideas, p.Idea)
		}
	}
	return ideas
}

func (o *organiser) placeLate(t *rapid.T) {
	o.known = min(o.known+rapid.IntRange(0, 3).Draw(t, "late"), len(o.texts))
	before := o.state
	after, _, err := PlaceLate(context.Background(), before, o.texts[:o.known], Options{})
	if errors.Is(err, ErrNoThemes) {
		o.known = len(before.Places)
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	o.state = after
	for _, p := range before.Places {
		if now, _ := after.Place(p.Idea); now.Theme != p.Theme {
			t.Fatalf("a late idea moved %+v to %+v", p, now)
		}
	}
}

// check is what must always hold.
func (o *organiser) check(t *rapid.T) {
	if len(o.state.Places) != o.known {
		t.Fatalf("%d places for %d ideas", len(o.state.Places), o.known)
	}
	for i, p := range o.state.Places {
		if i > 0 && strings.Compare(o.state.Places[i-1].Idea, p.Idea) >= 0 {
			t.Fatalf("%s has two places, or stands in disorder", p.Idea)
		}
		for _, id := range []ThemeID{p.Theme, p.Second} {
			if theme, ok := o.state.Theme(id); id != Unplaced && (!ok || theme.Gone) {
				t.Fatalf("%+v names a theme that does not stand", p)
			}
		}
		if at, pinned := o.pins[p.Idea]; pinned != p.Pinned || pinned && at != p.Theme {
			t.Fatalf("%s was pinned to %d, now %+v", p.Idea, at, p)
		}
		if p.forbids(p.Theme) || !(p.Confidence >= 0 && p.Confidence <= 1) {
			t.Fatalf("%+v", p)
		}
	}
	if len(o.state.Themes) < len(o.names) {
		t.Fatal("a theme was forgotten")
	}
	for i, theme := range o.state.Themes {
		gone, known := o.names[theme.ID]
		switch {
		case theme.ID > o.state.Last, i > 0 && o.state.Themes[i-1].ID >= theme.ID:
			t.Fatalf("number %d out of order, last %d", theme.ID, o.state.Last)
		case gone && !theme.Gone:
			t.Fatalf("the number %d serves again", theme.ID)
		case theme.Gone && len(o.state.ideas(theme.ID)) > 0:
			t.Fatalf("theme %d is gone with its ideas", theme.ID)
		case !known && theme.ID <= o.last():
			t.Fatalf("theme %d is new, under a number that may have been another's", theme.ID)
		}
	}
	for _, theme := range o.state.Themes {
		o.names[theme.ID] = theme.Gone
	}
}

// last is the greatest number seen before.
func (o *organiser) last() (last ThemeID) {
	for id := range o.names {
		last = max(last, id)
	}
	return last
}

// After any sequence of decisions and re-runs, no pinned idea has moved but by
// a person's hand, no number of a theme served twice, and every idea has exactly
// one place.
func TestPeopleAreObeyed(t *testing.T) {
	texts := sample(t)
	var few []Text
	for i := range 30 { // short ones, from all over: a re-run costs a millisecond
		text := texts[i*len(texts)/30]
		words := strings.Fields(text.Text)
		text.Text = strings.Join(words[:min(len(words), 15)], " ")
		few = append(few, text)
	}
	var begins []State
	for k := 1; k <= 6; k++ {
		r, err := Run(t.Context(), few[:len(few)-6], Options{K: k, Seed: 1})
		if err != nil {
			t.Fatal(err)
		}
		begins = append(begins, NewState(r))
	}
	rapid.Check(t, func(t *rapid.T) {
		o := newOrganiser(few, rapid.SampledFrom(begins).Draw(t, "begin"))
		t.Repeat(map[string]func(*rapid.T){
			"":       o.check,
			"decide": o.decide, "decide again": o.decide, "decide still": o.decide, "and once more": o.decide,
			"rerun": o.rerun, "place late": o.placeLate,
		})
	})
}
