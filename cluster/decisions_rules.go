package cluster

import (
	"slices"
	"strings"
)

// Decide applies a journal to the state and returns the state after it: all of
// the journal or, with a *DecisionError, none. People outrank the machine and
// themselves of before: a pin takes an idea out of a locked theme, and takes
// back that the theme was forbidden to it. A lock only binds the machine, but a
// locked theme cannot be merged away or split.
func (s State) Decide(journal ...Decision) (State, error) {
	next := s.clone()
	for i, d := range journal {
		if err := next.decide(d); err != nil {
			return s, &DecisionError{At: i, Decision: d, Err: err}
		}
	}
	return next, nil
}

// decide changes s, which nobody else holds; after an error s is worthless.
func (s *State) decide(d Decision) error {
	switch d.Kind {
	case DecidePin, DecideUnpin, DecideAside, DecideForbid, DecideAllow:
		at, ok := s.placeIndex(d.Idea)
		if !ok {
			return ErrUnknownIdea
		}
		return s.decidePlace(&s.Places[at], d)
	case DecideLock, DecideUnlock, DecideRename, DecideMerge, DecideSplit:
		theme, err := s.standing(d.Theme)
		if err != nil {
			return err
		}
		return s.decideTheme(theme, d)
	case DecideCreate:
		return s.found(d.Name, d.Ideas)
	}
	return ErrUnknownKind
}

func (s *State) decidePlace(p *Place, d Decision) error {
	if d.Kind == DecidePin || d.Kind == DecideForbid {
		if _, err := s.standing(d.Theme); err != nil {
			return err
		}
	}
	switch d.Kind {
	case DecidePin:
		p.pin(d.Theme)
	case DecideAside:
		p.pin(Unplaced)
	case DecideUnpin:
		if p.Pinned {
			p.Pinned, p.Confidence = false, 0 // the machine has not said yet
		}
	case DecideForbid:
		if p.Pinned && p.Theme == d.Theme {
			return ErrPinnedIdea
		}
		p.forbid(d.Theme)
	case DecideAllow:
		p.allow(d.Theme)
	}
	return nil
}

func (s *State) decideTheme(t *Theme, d Decision) error {
	switch d.Kind {
	case DecideLock:
		t.Locked = true
	case DecideUnlock:
		t.Locked = false
	case DecideRename:
		if strings.TrimSpace(d.Name) == "" {
			return ErrNoName
		}
		t.Name = d.Name
	case DecideMerge:
		return s.merge(t, d.Into)
	case DecideSplit:
		return s.split(t, d)
	}
	return nil
}

// merge moves all ideas of t. One that people keep out of the other theme goes
// to « à classer »: two of their decisions disagree, so they must say.
func (s *State) merge(t *Theme, into ThemeID) error {
	switch _, err := s.standing(into); {
	case err != nil:
		return err
	case into == t.ID:
		return ErrSameTheme
	case t.Locked:
		return ErrLockedTheme
	}
	for i := range s.Places {
		p := &s.Places[i]
		switch {
		case p.Theme == t.ID && p.forbids(into):
			p.Theme, p.Second, p.Pinned, p.Confidence = Unplaced, Unplaced, false, 0
		case p.Theme == t.ID:
			p.Theme = into
		}
		if p.Second == t.ID {
			p.Second = into
		}
		if p.Second == p.Theme || p.forbids(p.Second) {
			p.Second = Unplaced
		}
	}
	t.Gone = true
	return nil
}

func (s *State) split(t *Theme, d Decision) error {
	switch {
	case t.Locked:
		return ErrLockedTheme
	case len(d.Ideas) == 0:
		return ErrNoIdeas
	}
	for _, idea := range d.Ideas {
		switch p, ok := s.Place(idea); {
		case !ok:
			return ErrUnknownIdea
		case p.Theme != t.ID:
			return ErrNotMember
		}
	}
	return s.found(d.Name, d.Ideas)
}

// found makes the next theme and pins the ideas to it: a person named them one
// by one.
func (s *State) found(name string, ideas []string) error {
	if strings.TrimSpace(name) == "" {
		return ErrNoName
	}
	s.Last++
	s.Themes = append(s.Themes, Theme{ID: s.Last, Name: name})
	for _, idea := range ideas {
		at, ok := s.placeIndex(idea)
		if !ok {
			return ErrUnknownIdea
		}
		s.Places[at].pin(s.Last)
	}
	return nil
}

func (s *State) standing(id ThemeID) (*Theme, error) {
	at, ok := s.themeIndex(id)
	switch {
	case !ok:
		return nil, ErrUnknownTheme
	case s.Themes[at].Gone:
		return nil, ErrGoneTheme
	}
	return &s.Themes[at], nil
}

// pin puts the idea there by a person's hand; the theme it leaves stays known
// as the second.
func (p *Place) pin(id ThemeID) {
	if p.Theme != id {
		p.Theme, p.Second = id, p.Theme
	}
	p.Pinned, p.Confidence = true, 1
	p.allow(id)
}

// forbid takes the idea out of the theme when it is there.
func (p *Place) forbid(id ThemeID) {
	if !p.forbids(id) {
		p.Forbidden = append(slices.Clone(p.Forbidden), id)
		slices.Sort(p.Forbidden)
	}
	if p.Theme == id {
		p.Theme, p.Confidence = Unplaced, 0
	}
	if p.forbids(p.Second) {
		p.Second = Unplaced
	}
}

func (p *Place) allow(id ThemeID) {
	if p.forbids(id) {
		p.Forbidden = slices.DeleteFunc(slices.Clone(p.Forbidden), func(f ThemeID) bool { return f == id })
	}
	if len(p.Forbidden) == 0 {
		p.Forbidden = nil // written as before the first
	}
}
