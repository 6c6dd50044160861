package consult

import (
	"errors"
	"slices"
)

// Filed is a contribution with its text and the theme it stands under.
type Filed struct {
	Contribution
	Text  string // empty once withdrawn
	Theme ThemeID
}

// Contribution returns one contribution to its author or to who may read all.
func (r *Register) Contribution(by Actor, id ContributionID) (f Filed, err error) {
	err = r.view(func(ed *Edition) error {
		c, err := ed.Contributions.Get(id)
		if err != nil {
			return err
		}
		if !by.owns(c) && !by.Can(ActReadAll) {
			return ErrForbidden
		}
		f, err = ed.file(c)
		return err
	})
	return f, err
}

// Mine returns the actor's contributions, the newest first.
func (r *Register) Mine(by Actor) (mine []Filed, err error) {
	if by.Official == 0 {
		return nil, ErrForbidden
	}
	err = r.view(func(ed *Edition) error {
		mine = nil
		ids, err := ed.Authored.Get(by.Official)
		if err != nil && !errors.Is(err, ErrNotFound) {
			return err
		}
		for _, id := range slices.Backward(ids) {
			c, err := ed.Contributions.Get(id)
			if err != nil {
				return err
			}
			f, err := ed.file(c)
			if err != nil {
				return err
			}
			mine = append(mine, f)
		}
		return nil
	})
	return mine, err
}

// All returns the contributions that stand, by number, to who may read all.
func (r *Register) All(by Actor) (all []Filed, err error) {
	if err := by.May(ActReadAll); err != nil {
		return nil, err
	}
	err = r.view(func(ed *Edition) error {
		all = nil
		return ed.Contributions.Each(func(_ ContributionID, c Contribution) error {
			if !c.Stands() {
				return nil
			}
			f, err := ed.file(c)
			all = append(all, f)
			return err
		})
	})
	return all, err
}

func (ed *Edition) file(c Contribution) (Filed, error) {
	f := Filed{Contribution: c}
	if !c.Stands() {
		return f, nil
	}
	t, err := ed.Texts.Get(c.ID)
	if err != nil {
		return f, err
	}
	f.Text = t.Body
	p, err := ed.Placements.Get(c.ID.Whole())
	if err != nil && !errors.Is(err, ErrNotFound) {
		return f, err
	}
	f.Theme = p.Theme
	return f, nil
}

// Official returns the record of an official of the congress: to themselves or
// to who may read all contributions.
func (r *Register) Official(by Actor, id OfficialID) (o Official, err error) {
	if by.Official != id && !by.Can(ActReadAll) {
		return o, ErrForbidden
	}
	err = r.view(func(ed *Edition) error {
		o, err = ed.Officials.Get(id)
		return err
	})
	return o, err
}
