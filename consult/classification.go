package consult

import (
	"errors"
	"slices"
)

// Classification is the themes as they stand, with their ideas.
type Classification struct {
	Themes   []Themed
	Unplaced []Placed  // « à classer »: placed by no theme
	Proposal *Proposal // what the machine offers, nil when nothing is on the table
}

// Themes returns the themes as they stand, by number.
func (r *Register) Themes() (themes []Theme, err error) {
	err = r.view(func(ed *Edition) error {
		themes = nil
		return ed.Themes.Each(func(_ ThemeID, t Theme) error {
			themes = append(themes, t)
			return nil
		})
	})
	return themes, err
}

// Themed is a theme with the ideas under it, by number.
type Themed struct {
	Theme
	Ideas       []Placed
	Departments int // distinct départements of the ideas
}

// Placed is an idea where it stands.
type Placed struct {
	Idea         IdeaID
	Placement    Placement
	Contribution Contribution
}

// Classification reads the themes and where each standing idea is. It reads no
// text.
func (r *Register) Classification() (cl Classification, err error) {
	err = r.view(func(ed *Edition) error {
		cl = Classification{}
		index := map[ThemeID]int{}
		if err := ed.Themes.Each(func(id ThemeID, t Theme) error {
			index[id] = len(cl.Themes)
			cl.Themes = append(cl.Themes, Themed{Theme: t})
			return nil
		}); err != nil {
			return err
		}
		if err := ed.Proposals.Each(func(_ ProposalID, p Proposal) error {
			cl.Proposal = &p
			return nil
		}); err != nil {
			return err
		}
		return ed.Contributions.Each(func(id ContributionID, c Contribution) error {
			if !c.Stands() {
				return nil
			}
			at, err := ed.Placements.Get(id.Whole())
			if err != nil && !errors.Is(err, ErrNotFound) {
				return err
			}
			placed := Placed{id.Whole(), at, c}
			if i, ok := index[at.Theme]; ok {
				cl.Themes[i].Ideas = append(cl.Themes[i].Ideas, placed)
			} else {
				cl.Unplaced = append(cl.Unplaced, placed)
			}
			return nil
		})
	})
	for i := range cl.Themes {
		cl.Themes[i].Departments = departments(cl.Themes[i].Ideas)
	}
	return cl, err
}

func departments(ideas []Placed) int {
	seen := map[string]bool{}
	for _, i := range ideas {
		seen[i.Contribution.Department] = true
	}
	return len(seen)
}

// Texts returns the words of the named ideas that stand, to who may read all.
// The rest is left out.
func (r *Register) Texts(by Actor, ideas []IdeaID) (texts map[IdeaID]string, err error) {
	if err := by.May(ActReadAll); err != nil {
		return nil, err
	}
	err = r.view(func(ed *Edition) error {
		texts = make(map[IdeaID]string, len(ideas))
		for _, idea := range ideas {
			t, err := ed.Texts.Get(idea.Contribution)
			if errors.Is(err, ErrNotFound) {
				continue
			}
			if err != nil {
				return err
			}
			texts[idea] = t.Body
		}
		return nil
	})
	return texts, err
}

// Ideas returns every standing idea, by number.
func (cl Classification) Ideas() []IdeaID {
	var all []IdeaID
	for _, p := range cl.Unplaced {
		all = append(all, p.Idea)
	}
	for _, t := range cl.Themes {
		for _, p := range t.Ideas {
			all = append(all, p.Idea)
		}
	}
	slices.SortFunc(all, IdeaID.Compare)
	return all
}
