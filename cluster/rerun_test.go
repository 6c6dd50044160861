package cluster

import (
	"context"
	"errors"
	"reflect"
	"runtime"
	"slices"
	"testing"
)

// classified is a sample of texts and the state that a first run gives.
func classified(t testing.TB, n, k int) ([]Text, State) {
	t.Helper()
	texts := sample(t)
	step := len(texts) / n
	var some []Text
	for i := range n {
		some = append(some, texts[i*step])
	}
	r, err := Run(context.Background(), some, Options{K: k, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	return some, NewState(r)
}

func rerun(t testing.TB, s State, texts []Text, opt Options) *Diff {
	t.Helper()
	d, err := Rerun(context.Background(), s, texts, opt)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestRerunKeepsWhatPeopleDecided(t *testing.T) {
	texts, s := classified(t, 120, 6)
	var journal []Decision
	for i, p := range s.Places {
		switch {
		case i%10 == 0:
			journal = append(journal, Decision{Kind: DecidePin, Idea: p.Idea, Theme: ThemeID(i/10%6 + 1)})
		case i%10 == 1:
			journal = append(journal, Decision{Kind: DecideForbid, Idea: p.Idea, Theme: max(p.Theme, p.Second)})
		case i == 2:
			journal = append(journal, Decision{Kind: DecideAside, Idea: p.Idea})
		}
	}
	s, err := s.Decide(append(journal, Decision{Kind: DecideLock, Theme: 2})...)
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range []int{0, 6, 8, 15} {
		d := rerun(t, s, texts, Options{K: k, Seed: 1})
		if len(d.Moves) == 0 {
			t.Errorf("k %d: nothing would move: the test shows nothing", k)
		}
		for _, m := range d.Moves {
			p, _ := s.Place(m.Idea)
			if p.Pinned || p.Theme != m.From || m.From == 2 || m.To == 2 || m.To == m.From || p.forbids(m.To) || p.forbids(m.Second) {
				t.Errorf("k %d: %+v moves %+v", k, m, p)
			}
			if m.To != Unplaced && !(m.After > 0 && m.After <= 1 && m.Before >= 0 && m.Before <= 1) {
				t.Errorf("k %d: %+v", k, m)
			}
		}
		after, err := s.Apply(d, d.Ideas())
		if err != nil {
			t.Fatal(err)
		}
		if n := holding(after); n != d.K || (k > 0 && n > k) || (k > 6 && n <= 6) {
			t.Errorf("asked for %d themes, the diff says %d, got %d", k, d.K, n)
		}
	}
}

// holding counts the themes that hold ideas.
func holding(s State) int {
	held := map[ThemeID]bool{}
	for _, p := range s.Places {
		held[p.Theme] = true
	}
	delete(held, Unplaced)
	return len(held)
}

func TestRerunWithFewerThemes(t *testing.T) {
	texts, s := classified(t, 120, 6)
	s, err := s.Decide(Decision{Kind: DecidePin, Idea: s.Places[0].Idea, Theme: 6}, Decision{Kind: DecideLock, Theme: 5})
	if err != nil {
		t.Fatal(err)
	}
	d := rerun(t, s, texts, Options{K: 3, Seed: 1})
	if len(d.Vanishing) != 3 || slices.Contains(d.Vanishing, 5) || slices.Contains(d.Vanishing, 6) || len(d.New) > 0 || d.K != 3 {
		t.Errorf("k %d, vanishing %v, new %v", d.K, d.Vanishing, d.New)
	}
	// Accepting half of the moves empties no theme; the other half then does.
	half, err := s.Apply(d, d.Ideas()[:len(d.Moves)/2])
	if err != nil {
		t.Fatal(err)
	}
	whole, err := half.Apply(d, d.Ideas())
	if err != nil {
		t.Fatal(err)
	}
	atOnce, err := s.Apply(d, d.Ideas())
	if err != nil || !reflect.DeepEqual(whole, atOnce) {
		t.Errorf("in two steps: %v, %d themes stand, want %d", err, len(whole.Standing()), len(atOnce.Standing()))
	}
	if len(whole.Standing()) != 3 || whole.Last != 6 || len(whole.Themes) != 6 {
		t.Errorf("%+v", whole.Themes)
	}
	if _, err := Rerun(context.Background(), s, texts, Options{K: 1}); !errors.Is(err, ErrFewThemes{K: 1, Held: 2}) {
		t.Errorf("one theme where people hold two: %v", err)
	}
}

func TestRerunIsTheSameEverywhere(t *testing.T) {
	texts, s := classified(t, 120, 6)
	want := rerun(t, s, texts, Options{K: 8, Seed: 3})
	turned := slices.Clone(texts)
	slices.Reverse(turned)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	if got := rerun(t, s, turned, Options{K: 8, Seed: 3}); !reflect.DeepEqual(got, want) {
		t.Error("one processor and another order give another diff")
	}
	explained := 0
	for _, m := range want.Moves {
		if len(m.Words) > 0 && len(m.Neighbours) > 0 {
			explained++
		}
	}
	if 2*explained < len(want.Moves) {
		t.Errorf("%d of %d moves are explained", explained, len(want.Moves))
	}
	for _, n := range want.New {
		if n.ID <= s.Last || n.Name == "" {
			t.Errorf("new theme %+v", n)
		}
	}
}

func TestApply(t *testing.T) {
	s := small()
	d := &Diff{Base: 3, Moves: []Move{
		{Idea: "a", From: 1, To: 2, Second: 4, After: .4}, {Idea: "b", From: 1, To: 4, Second: 2, After: .6},
		{Idea: "f", To: 2, Second: 1, After: .2},
	}, New: []Theme{{ID: 4, Name: "Mobile"}}, Vanishing: []ThemeID{1}}
	for _, c := range []struct {
		name     string
		journal  []Decision
		accepted []string
		want     []ThemeID // of a to f
		err      error
	}{
		{"none", nil, nil, []ThemeID{1, 1, 2, 2, 3, 0}, nil},
		{"all", nil, []string{"f", "b", "a"}, []ThemeID{2, 4, 2, 2, 3, 2}, nil},
		{"some", nil, []string{"a", "a"}, []ThemeID{2, 1, 2, 2, 3, 0}, nil},
		{"unknown", nil, []string{"c"}, nil, ErrNotInDiff{Idea: "c"}},
		{"other things decided", []Decision{{Kind: DecidePin, Idea: "c", Theme: 1}}, []string{"a", "b"}, []ThemeID{2, 4, 1, 2, 3, 0}, nil},
		{"moved by a person to the same theme", []Decision{{Kind: DecidePin, Idea: "a", Theme: 2}}, []string{"a"}, []ThemeID{2, 1, 2, 2, 3, 0}, nil},
		{"pinned since", []Decision{{Kind: DecidePin, Idea: "a", Theme: 1}}, []string{"a"}, nil, ErrStaleDiff},
		{"moved since", []Decision{{Kind: DecidePin, Idea: "a", Theme: 3}, {Kind: DecideUnpin, Idea: "a"}}, []string{"a"}, nil, ErrStaleDiff},
		{"forbidden since", []Decision{{Kind: DecideForbid, Idea: "a", Theme: 2}}, []string{"a"}, nil, ErrStaleDiff},
		{"locked since", []Decision{{Kind: DecideLock, Theme: 2}}, []string{"f"}, nil, ErrStaleDiff},
		{"left a locked theme", []Decision{{Kind: DecideLock, Theme: 1}}, []string{"a"}, nil, ErrStaleDiff},
		{"merged since", []Decision{{Kind: DecideMerge, Theme: 2, Into: 3}}, []string{"f"}, nil, ErrStaleDiff},
		{"number taken since", []Decision{{Kind: DecideCreate, Name: "x"}}, []string{"b"}, nil, ErrStaleDiff},
		{"number taken, not needed", []Decision{{Kind: DecideCreate, Name: "x"}}, []string{"a"}, []ThemeID{2, 1, 2, 2, 3, 0}, nil},
	} {
		before, err := s.Decide(c.journal...)
		if err != nil {
			t.Fatal(c.name, err)
		}
		after, err := before.Apply(d, c.accepted)
		if !errors.Is(err, c.err) {
			t.Errorf("%s: %v, want %v", c.name, err, c.err)
		}
		if err != nil {
			if !reflect.DeepEqual(after, before) {
				t.Errorf("%s: half applied", c.name)
			}
			continue
		}
		var got []ThemeID
		for _, p := range after.Places {
			got = append(got, p.Theme)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
		if theme, _ := after.Theme(1); theme.Gone != !slices.Contains(got, 1) {
			t.Errorf("%s: theme 1 %+v", c.name, theme)
		}
		if !reflect.DeepEqual(s, small()) {
			t.Errorf("%s: changed the state", c.name)
		}
	}
}

func TestPlaceLate(t *testing.T) {
	texts, _ := classified(t, 160, 6)
	r, err := Run(context.Background(), texts[:144], Options{K: 6, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	s, err := NewState(r).Decide(Decision{Kind: DecideLock, Theme: 1})
	if err != nil {
		t.Fatal(err)
	}
	after, late, err := PlaceLate(context.Background(), s, texts, Options{})
	if err != nil || len(late) != 16 || len(after.Places) != 160 {
		t.Fatalf("%v, %d late, %d places", err, len(late), len(after.Places))
	}
	placed := 0
	for _, p := range after.Places {
		if before, ok := s.Place(p.Idea); ok {
			if !reflect.DeepEqual(p, before) {
				t.Errorf("%+v moved to %+v", before, p)
			}
		} else if p.Theme != Unplaced {
			placed++
		}
	}
	if placed < 8 {
		t.Errorf("%d of 16 late ideas are placed", placed)
	}
	again, late, err := PlaceLate(context.Background(), after, texts, Options{})
	if err != nil || late != nil || !reflect.DeepEqual(again, after) {
		t.Errorf("a second time: %v, %v", late, err)
	}
}

func TestRerunErrors(t *testing.T) {
	ctx := context.Background()
	texts := []Text{{"a", "La fibre optique"}, {"b", "La fibre en montagne"}, {"c", "Former les agents"}, {"d", "Former les élus"}, {"e", "Ouvrir les données"}, {"f", "Bref"}}
	for _, c := range []struct {
		name  string
		s     State
		texts []Text
		opt   Options
		want  error
	}{
		{"a text is missing", small(), texts[1:], Options{}, ErrMissingText{ID: "a"}},
		{"the last is missing", small(), texts[:5], Options{}, ErrMissingText{ID: "f"}},
		{"twice", small(), append(texts, texts[0]), Options{}, ErrDuplicateID{ID: "a"}},
		{"too many themes", small(), texts, Options{K: 7}, ErrK},
		{"negative", small(), texts, Options{K: -1}, ErrK},
		{"no theme", State{Places: []Place{{Idea: "a"}}}, texts, Options{}, ErrNoThemes},
		{"nothing", State{}, nil, Options{}, ErrNoThemes},
	} {
		if _, err := Rerun(ctx, c.s, c.texts, c.opt); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
	}
	ended, end := context.WithCancel(ctx)
	end()
	if _, err := Rerun(ended, small(), texts, Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("ended: %v", err)
	}
	for _, text := range []string{"", "même texte pour tous", "le la les"} {
		all := slices.Clone(texts)
		for i := range all {
			all[i].Text = text
		}
		for k := range 6 {
			if d, err := Rerun(ctx, small(), all, Options{K: k}); err == nil {
				if _, err := small().Apply(d, d.Ideas()); err != nil {
					t.Errorf("%q: %v", text, err)
				}
			} else if k != 0 {
				t.Logf("%q k %d: %v", text, k, err)
			}
		}
	}
}

func TestBestMatch(t *testing.T) {
	for _, c := range []struct {
		profit [][]int
		want   []int
	}{
		{nil, []int{}},
		{[][]int{{5}}, []int{0}},
		{[][]int{{9, 8}, {8, 1}}, []int{1, 0}}, // the greedy choice would bring 10, this one 16
		{[][]int{{0, 3, 0}}, []int{1}},
		{[][]int{{1, 2, 3}, {3, 3, 3}, {1, 1, 9}}, []int{1, 0, 2}},
	} {
		if got := bestMatch(c.profit); !slices.Equal(got, c.want) {
			t.Errorf("%v: %v, want %v", c.profit, got, c.want)
		}
	}
	got := bestMatch([][]int{{7}, {9}, {8}}) // more rows than columns
	if got[1] != 0 || got[0] >= 0 || got[2] >= 0 {
		t.Errorf("%v", got)
	}
}
