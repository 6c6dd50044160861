package consult

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"unanime/cluster"
)

// Propose groups the ideas by machine and keeps the result as the one proposal
// on the table, in place of the last. Nothing of it holds until a person accepts
// it. The machine runs outside any transaction: opt says how. ErrNothing when no
// contribution stands.
func (r *Register) Propose(ctx context.Context, by Actor, opt cluster.Options) (p Proposal, err error) {
	if err := by.May(ActPropose); err != nil {
		return p, err
	}
	texts, err := r.ideaTexts()
	if err != nil {
		return p, err
	}
	if len(texts) == 0 {
		return p, ErrNothing
	}
	result, err := cluster.Run(ctx, texts, opt)
	if err != nil {
		return p, fmt.Errorf("grouping: %w", err)
	}
	p, err = proposalOf(result)
	if err != nil {
		return p, err
	}
	err = r.act(by, ActPropose, func(s scene) (string, error) {
		if err := s.phase(Collect, Classify, Draft); err != nil {
			return "", err
		}
		n, err := s.Proposals.Next()
		if err != nil {
			return "", err
		}
		if err := s.clearProposals(); err != nil {
			return "", err
		}
		p.ID, p.Made = ProposalID(n), s.now.UTC()
		return fmt.Sprintf("proposal %d", n), s.Proposals.Put(p.ID, p)
	})
	return p, err
}

func (s scene) clearProposals() error {
	var old []ProposalID
	err := s.Proposals.Each(func(id ProposalID, _ Proposal) error {
		old = append(old, id)
		return nil
	})
	for _, id := range old {
		err = errors.Join(err, s.Proposals.Delete(id))
	}
	return err
}

func (r *Register) ideaTexts() (texts []cluster.Text, err error) {
	err = r.view(func(ed *Edition) error {
		texts = nil
		return ed.Contributions.Each(func(id ContributionID, c Contribution) error {
			if !c.Stands() {
				return nil
			}
			t, err := ed.Texts.Get(id)
			texts = append(texts, cluster.Text{ID: id.Whole().String(), Text: t.Body})
			return err
		})
	})
	return texts, err
}

func proposalOf(result *cluster.Result) (Proposal, error) {
	p := Proposal{Method: result.Method, Seed: result.Seed, Groups: make([]Group, len(result.Groups))}
	for i, g := range result.Groups {
		p.Groups[i] = Group{Number: g.Number, Label: g.Label}
		for _, w := range g.Words {
			p.Groups[i].Words = append(p.Groups[i].Words, w.Surface)
		}
		for _, id := range g.Typical {
			idea, err := ParseIdeaID(id)
			if err != nil {
				return p, err
			}
			p.Groups[i].Typical = append(p.Groups[i].Typical, idea)
		}
	}
	for _, at := range result.Placements {
		idea, err := ParseIdeaID(at.ID)
		if err != nil {
			return p, err
		}
		g := &p.Groups[at.Group-1]
		g.Ideas = append(g.Ideas, Grouped{idea, at.Second, at.Confidence, at.Unplaced})
	}
	return p, nil
}

// Accept makes themes of the named groups of the proposal, all of them when none
// is named. Ideas that a person placed stay where they are; the uncertain ones
// go to « à classer ». A group that is a theme already stays one: accepting
// twice is no error. ErrStale when another proposal took its place.
func (r *Register) Accept(by Actor, id ProposalID, groups ...int) (made []ThemeID, err error) {
	err = r.act(by, ActAcceptTheme, func(s scene) (string, error) {
		made = nil
		p, err := s.Proposals.Get(id)
		if errors.Is(err, ErrNotFound) {
			return "", ErrStale
		}
		if err != nil {
			return "", err
		}
		for i := range p.Groups {
			g := &p.Groups[i]
			if g.Theme != 0 || (len(groups) > 0 && !slices.Contains(groups, g.Number)) {
				continue
			}
			if err := s.accept(g); err != nil {
				return "", err
			}
			made = append(made, g.Theme)
		}
		if len(made) == 0 {
			return "", nil
		}
		return fmt.Sprintf("themes %v", made), s.Proposals.Put(id, p)
	})
	return made, err
}

func (s scene) accept(g *Group) error {
	n, err := s.Themes.Next()
	if err != nil {
		return err
	}
	g.Theme = ThemeID(n)
	theme := Theme{ID: g.Theme, Name: g.Label, Words: g.Words, Accepted: s.now.UTC()}
	if err := s.Themes.Put(theme.ID, theme); err != nil {
		return err
	}
	for _, in := range g.Ideas {
		now, err := s.placed(in.Idea)
		if err != nil {
			return err
		}
		if now == nil || now.Pinned {
			continue
		}
		at := Placement{Theme: theme.ID, Confidence: in.Confidence}
		if in.Unplaced {
			at.Theme, at.Second = Unplaced, theme.ID
		}
		if err := s.Placements.Put(in.Idea, at); err != nil {
			return err
		}
	}
	return nil
}

// placed returns where a standing idea is; nil when its contribution was
// withdrawn.
func (s scene) placed(idea IdeaID) (*Placement, error) {
	c, err := s.Contributions.Get(idea.Contribution)
	if err != nil || !c.Stands() {
		return nil, err
	}
	p, err := s.Placements.Get(idea)
	if errors.Is(err, ErrNotFound) {
		err = nil
	}
	return &p, err
}

// Rename gives a theme a name of 1 to MaxName characters.
func (r *Register) Rename(by Actor, id ThemeID, name string) error {
	name = strings.Join(strings.Fields(name), " ")
	switch {
	case name == "":
		return &InvalidError{Field: "name", Why: WhyEmpty}
	case utf8.RuneCountInString(name) > MaxName:
		return &InvalidError{Field: "name", Why: WhyTooLong, Limit: MaxName}
	case !utf8.ValidString(name) || strings.ContainsFunc(name, isForbidden):
		return &InvalidError{Field: "name", Why: WhyNotText}
	}
	return r.act(by, ActRenameTheme, func(s scene) (string, error) {
		t, err := s.Themes.Get(id)
		if err != nil || t.Name == name {
			return "", err
		}
		t.Name, t.Renamed = name, s.now.UTC()
		return fmt.Sprintf("theme %d", id), s.Themes.Put(id, t)
	})
}

// Move puts an idea under a theme, or back to « à classer », and pins it there.
func (r *Register) Move(by Actor, idea IdeaID, to ThemeID) error {
	return r.act(by, ActMoveIdea, func(s scene) (string, error) {
		if to != Unplaced {
			if _, err := s.Themes.Get(to); err != nil {
				return "", fmt.Errorf("theme %d: %w", to, err)
			}
		}
		now, err := s.placed(idea)
		if err != nil {
			return "", err
		}
		if now == nil {
			return "", ErrWithdrawn
		}
		if now.Pinned && now.Theme == to {
			return "", nil
		}
		return fmt.Sprintf("%s to theme %d", idea, to),
			s.Placements.Put(idea, Placement{Theme: to, Second: now.Theme, Confidence: 1, Pinned: true})
	})
}
