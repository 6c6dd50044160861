package cluster

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"
)

// small is three themes: 1 holds a and b, 2 holds c and d, 3 is locked and
// holds e; f is « à classer », nearest to 1.
func small() State {
	return State{
		Last:   3,
		Themes: []Theme{{ID: 1, Name: "Fibre"}, {ID: 2, Name: "Agents"}, {ID: 3, Name: "Données", Locked: true}},
		Places: []Place{
			{Idea: "a", Theme: 1, Second: 2, Confidence: .5}, {Idea: "b", Theme: 1, Second: 2, Confidence: .5},
			{Idea: "c", Theme: 2, Second: 1, Confidence: .5}, {Idea: "d", Theme: 2, Confidence: .5},
			{Idea: "e", Theme: 3, Confidence: .5}, {Idea: "f", Second: 1, Confidence: .1},
		},
	}
}

func TestDecide(t *testing.T) {
	for _, c := range []struct {
		name    string
		journal []Decision
		want    Place // of the idea that it names
	}{
		{"pin", []Decision{{Kind: DecidePin, Idea: "a", Theme: 2}}, Place{Idea: "a", Theme: 2, Second: 1, Confidence: 1, Pinned: true}},
		{"pin where it is", []Decision{{Kind: DecidePin, Idea: "a", Theme: 1}}, Place{Idea: "a", Theme: 1, Second: 2, Confidence: 1, Pinned: true}},
		{"pin out of a locked theme", []Decision{{Kind: DecidePin, Idea: "e", Theme: 1}}, Place{Idea: "e", Theme: 1, Second: 3, Confidence: 1, Pinned: true}},
		{"unpin", []Decision{{Kind: DecidePin, Idea: "a", Theme: 2}, {Kind: DecideUnpin, Idea: "a"}}, Place{Idea: "a", Theme: 2, Second: 1}},
		{"unpin what is free", []Decision{{Kind: DecideUnpin, Idea: "a"}}, Place{Idea: "a", Theme: 1, Second: 2, Confidence: .5}},
		{"aside", []Decision{{Kind: DecideAside, Idea: "a"}}, Place{Idea: "a", Second: 1, Confidence: 1, Pinned: true}},
		{"forbid its theme", []Decision{{Kind: DecideForbid, Idea: "a", Theme: 1}}, Place{Idea: "a", Second: 2, Forbidden: []ThemeID{1}}},
		{"forbid another", []Decision{{Kind: DecideForbid, Idea: "a", Theme: 2}}, Place{Idea: "a", Theme: 1, Confidence: .5, Forbidden: []ThemeID{2}}},
		{"forbid twice", []Decision{{Kind: DecideForbid, Idea: "d", Theme: 3}, {Kind: DecideForbid, Idea: "d", Theme: 1}, {Kind: DecideForbid, Idea: "d", Theme: 3}},
			Place{Idea: "d", Theme: 2, Confidence: .5, Forbidden: []ThemeID{1, 3}}},
		{"allow", []Decision{{Kind: DecideForbid, Idea: "d", Theme: 3}, {Kind: DecideAllow, Idea: "d", Theme: 3}}, Place{Idea: "d", Theme: 2, Confidence: .5}},
		{"pin where it was forbidden", []Decision{{Kind: DecideForbid, Idea: "d", Theme: 1}, {Kind: DecidePin, Idea: "d", Theme: 1}},
			Place{Idea: "d", Theme: 1, Second: 2, Confidence: 1, Pinned: true}},
		{"merge", []Decision{{Kind: DecideMerge, Theme: 1, Into: 2}}, Place{Idea: "a", Theme: 2, Confidence: .5}},
		{"merge moves pins along", []Decision{{Kind: DecidePin, Idea: "a", Theme: 1}, {Kind: DecideMerge, Theme: 1, Into: 2}},
			Place{Idea: "a", Theme: 2, Confidence: 1, Pinned: true}},
		{"merge into a forbidden theme", []Decision{{Kind: DecideForbid, Idea: "a", Theme: 2}, {Kind: DecidePin, Idea: "a", Theme: 1}, {Kind: DecideMerge, Theme: 1, Into: 2}},
			Place{Idea: "a", Forbidden: []ThemeID{2}}},
		{"merge renames the second", []Decision{{Kind: DecideMerge, Theme: 1, Into: 2}}, Place{Idea: "f", Second: 2, Confidence: .1}},
		{"split", []Decision{{Kind: DecideSplit, Theme: 1, Ideas: []string{"a"}, Name: "Mobile"}}, Place{Idea: "a", Theme: 4, Second: 1, Confidence: 1, Pinned: true}},
		{"create", []Decision{{Kind: DecideCreate, Ideas: []string{"f"}, Name: "Autre"}}, Place{Idea: "f", Theme: 4, Confidence: 1, Pinned: true}},
		{"a number serves once", []Decision{{Kind: DecideCreate, Name: "Autre"}, {Kind: DecideMerge, Theme: 4, Into: 1}, {Kind: DecideCreate, Name: "Encore", Ideas: []string{"a"}}},
			Place{Idea: "a", Theme: 5, Second: 1, Confidence: 1, Pinned: true}},
	} {
		before := small()
		got, err := before.Decide(c.journal...)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if p, _ := got.Place(c.want.Idea); !reflect.DeepEqual(p, c.want) {
			t.Errorf("%s: %+v, want %+v", c.name, p, c.want)
		}
		if !reflect.DeepEqual(before, small()) {
			t.Errorf("%s: changed the state it was given", c.name)
		}
	}
}

func TestDecideThemes(t *testing.T) {
	got, err := small().Decide(
		Decision{Kind: DecideRename, Theme: 1, Name: "Réseaux"},
		Decision{Kind: DecideLock, Theme: 1},
		Decision{Kind: DecideUnlock, Theme: 3},
		Decision{Kind: DecideMerge, Theme: 3, Into: 1},
	)
	want := []Theme{{ID: 1, Name: "Réseaux", Locked: true}, {ID: 2, Name: "Agents"}, {ID: 3, Name: "Données", Gone: true}}
	if err != nil || !reflect.DeepEqual(got.Themes, want) {
		t.Errorf("%v, %+v", err, got.Themes)
	}
	if n := len(got.Standing()); n != 2 {
		t.Errorf("%d themes stand", n)
	}
}

func TestDecideErrors(t *testing.T) {
	for _, c := range []struct {
		d    Decision
		want error
	}{
		{Decision{Kind: "guess"}, ErrUnknownKind},
		{Decision{Kind: DecidePin, Idea: "z", Theme: 1}, ErrUnknownIdea},
		{Decision{Kind: DecidePin, Idea: "a", Theme: 9}, ErrUnknownTheme},
		{Decision{Kind: DecidePin, Idea: "a"}, ErrUnknownTheme},
		{Decision{Kind: DecideForbid, Idea: "a", Theme: 9}, ErrUnknownTheme},
		{Decision{Kind: DecideForbid, Idea: "b", Theme: 1}, ErrPinnedIdea},
		{Decision{Kind: DecideLock, Theme: 4}, ErrGoneTheme},
		{Decision{Kind: DecideRename, Theme: 1, Name: " "}, ErrNoName},
		{Decision{Kind: DecideMerge, Theme: 1, Into: 1}, ErrSameTheme},
		{Decision{Kind: DecideMerge, Theme: 1, Into: 4}, ErrGoneTheme},
		{Decision{Kind: DecideMerge, Theme: 3, Into: 1}, ErrLockedTheme},
		{Decision{Kind: DecideSplit, Theme: 3, Ideas: []string{"e"}, Name: "x"}, ErrLockedTheme},
		{Decision{Kind: DecideSplit, Theme: 1, Name: "x"}, ErrNoIdeas},
		{Decision{Kind: DecideSplit, Theme: 1, Ideas: []string{"a", "c"}, Name: "x"}, ErrNotMember},
		{Decision{Kind: DecideSplit, Theme: 1, Ideas: []string{"z"}, Name: "x"}, ErrUnknownIdea},
		{Decision{Kind: DecideSplit, Theme: 1, Ideas: []string{"a"}}, ErrNoName},
		{Decision{Kind: DecideCreate}, ErrNoName},
		{Decision{Kind: DecideCreate, Name: "x", Ideas: []string{"z"}}, ErrUnknownIdea},
	} {
		first := []Decision{{Kind: DecidePin, Idea: "b", Theme: 1}, {Kind: DecideCreate, Name: "Bref"}, {Kind: DecideMerge, Theme: 4, Into: 2}}
		got, err := small().Decide(append(first, c.d)...)
		if wrong, ok := errors.AsType[*DecisionError](err); !ok || wrong.At != 3 || !errors.Is(err, c.want) {
			t.Errorf("%+v: %v, want %v", c.d, err, c.want)
		}
		if !reflect.DeepEqual(got, small()) {
			t.Errorf("%+v: half of the journal was applied", c.d)
		}
	}
}

func TestStateIsPlainData(t *testing.T) {
	s, err := small().Decide(Decision{Kind: DecideForbid, Idea: "a", Theme: 1})
	if err != nil {
		t.Fatal(err)
	}
	data, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	var back State
	if err := json.Unmarshal(data, &back); err != nil || !reflect.DeepEqual(s, back) || s.SHA256() != back.SHA256() {
		t.Errorf("%v: %s", err, data)
	}
	if !strings.Contains(string(data), `"forbidden":[1]`) || s.SHA256() == small().SHA256() {
		t.Errorf("%s", data)
	}
}
