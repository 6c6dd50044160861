package cluster

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// ErrStaleDiff: since the re-run, people decided something that an accepted
// move goes against; run again.
var ErrStaleDiff = errors.New("cluster: the classification changed since the re-run")

// ErrNotInDiff says that an accepted idea is not one that would move.
type ErrNotInDiff struct{ Idea string }

func (e ErrNotInDiff) Error() string {
	return fmt.Sprintf("cluster: the re-run does not move the idea %q", e.Idea)
}

// Apply makes the moves of a re-run that a person accepted, in any order: all of
// them (d.Ideas()), some, or none, which changes nothing. A new theme is made
// when an idea goes to it. A theme that the accepted moves empty is gone.
//
// People may have decided other things since the re-run, as long as the
// accepted moves are still possible: otherwise ErrStaleDiff. Errors leave the
// state as it was.
func (s State) Apply(d *Diff, accepted []string) (State, error) {
	var moves []Move
	for _, idea := range accepted {
		at, ok := slices.BinarySearchFunc(d.Moves, idea, func(m Move, idea string) int { return strings.Compare(m.Idea, idea) })
		if !ok {
			return s, ErrNotInDiff{Idea: idea}
		}
		moves = append(moves, d.Moves[at])
	}
	next := s.clone()
	if err := next.makeThemes(d, moves); err != nil {
		return s, err
	}
	for _, m := range moves {
		if err := next.makeMove(m); err != nil {
			return s, err
		}
	}
	next.dropEmpty(d.Vanishing)
	return next, nil
}

// makeThemes makes those of the new themes that a move goes to. All the numbers
// of the diff are then spent, also those of themes that nobody wanted.
func (s *State) makeThemes(d *Diff, moves []Move) error {
	last := s.Last
	for _, t := range d.New {
		if !slices.ContainsFunc(moves, func(m Move) bool { return m.To == t.ID }) {
			continue
		}
		if last != d.Base {
			return ErrStaleDiff // its number may be another theme's by now
		}
		s.Themes = append(s.Themes, t)
		s.Last = d.Base + ThemeID(len(d.New))
	}
	for i, m := range moves {
		if m.Second > d.Base && s.Last == last {
			moves[i].Second = Unplaced // a new theme that is not made
		}
	}
	return nil
}

// makeMove moves one idea; that it is there already is no error.
func (s *State) makeMove(m Move) error {
	at, ok := s.placeIndex(m.Idea)
	if !ok {
		return ErrStaleDiff
	}
	p := &s.Places[at]
	from, _ := s.Theme(p.Theme)
	switch to, err := s.standing(m.To); {
	case p.Theme == m.To:
		return nil
	case m.To != Unplaced && (err != nil || to.Locked):
		return ErrStaleDiff
	case p.Pinned || p.Theme != m.From || p.forbids(m.To) || from.Locked:
		return ErrStaleDiff
	}
	p.Theme, p.Second, p.Confidence = m.To, m.Second, m.After
	if _, err := s.standing(m.Second); err != nil || p.forbids(m.Second) {
		p.Second = Unplaced
	}
	return nil
}

// dropEmpty marks as gone those of the themes that hold no idea any more.
func (s *State) dropEmpty(ids []ThemeID) {
	for _, id := range ids {
		t, err := s.standing(id)
		if err != nil || t.Locked || slices.ContainsFunc(s.Places, func(p Place) bool { return p.Theme == id }) {
			continue
		}
		t.Gone = true
		for i := range s.Places {
			if s.Places[i].Second == id {
				s.Places[i].Second = Unplaced
			}
		}
	}
}
