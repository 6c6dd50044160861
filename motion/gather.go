package motion

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"unanime/cluster"
	"unanime/consult"
)

// ideasPerProposition is how many ideas stand behind a proposition of a real
// motion: 492 contributions gave 29 propositions in 2022.
const ideasPerProposition = 17

// Gather reads what a first motion is made of: the accepted themes, each divided
// into as many groups as it deserves propositions. consult.ErrNothing when no
// theme was accepted.
func Gather(ctx context.Context, r *consult.Register, by consult.Actor) (Material, error) {
	congress, err := r.Read()
	if err != nil {
		return Material{}, err
	}
	figures, err := r.Figures()
	if err != nil {
		return Material{}, err
	}
	classification, err := r.Classification()
	if err != nil {
		return Material{}, err
	}
	if len(classification.Themes) == 0 {
		return Material{}, consult.ErrNothing
	}
	m := Material{
		Title: "Motion du " + congress.Title, Place: congress.Place, Day: congress.Day,
		Congress: congress.Title, Section: congress.Section,
		Contributions: figures.Contributions, Officials: figures.Authors, Departments: len(figures.Departments),
	}
	for _, theme := range classification.Themes {
		texts, err := themeTexts(r, by, theme)
		if err != nil {
			return m, err
		}
		groups, err := Divide(ctx, texts)
		if err != nil {
			return m, fmt.Errorf("theme %d: %w", theme.ID, err)
		}
		m.Themes = append(m.Themes, ThemeMaterial{ID: theme.ID, Name: theme.Name, Words: theme.Words, Groups: groups})
	}
	return m, nil
}

func themeTexts(r *consult.Register, by consult.Actor, theme consult.Themed) ([]IdeaMaterial, error) {
	ids := make([]consult.IdeaID, len(theme.Ideas))
	for i, placed := range theme.Ideas {
		ids[i] = placed.Idea
	}
	words, err := r.Texts(by, ids)
	if err != nil {
		return nil, err
	}
	var texts []IdeaMaterial
	for _, id := range ids {
		if body, ok := words[id]; ok {
			texts = append(texts, IdeaMaterial{ID: id, Text: body, Reference: id.Contribution.String()})
		}
	}
	return texts, nil
}

// Divide cuts the ideas of a theme into groups, one for each proposition to be
// written, the largest first; in each the most typical ideas come first.
func Divide(ctx context.Context, ideas []IdeaMaterial) ([]GroupMaterial, error) {
	if len(ideas) == 0 {
		return nil, nil
	}
	texts := make([]cluster.Text, len(ideas))
	byID := make(map[string]IdeaMaterial, len(ideas))
	for i, idea := range ideas {
		texts[i] = cluster.Text{ID: idea.ID.String(), Text: idea.Text}
		byID[texts[i].ID] = idea
	}
	k := (len(ideas) + ideasPerProposition - 1) / ideasPerProposition
	result, err := cluster.Run(ctx, texts, cluster.Options{K: k, Seed: 1})
	if err != nil {
		return nil, err
	}
	groups := make([]GroupMaterial, len(result.Groups))
	members := make([][]cluster.Placement, len(groups))
	for _, at := range result.Placements {
		members[at.Group-1] = append(members[at.Group-1], at)
	}
	for i, g := range result.Groups {
		groups[i] = GroupMaterial{Label: g.Label, Ideas: typicalFirst(g.Typical, members[i], byID)}
	}
	return groups, nil
}

func typicalFirst(typical []string, members []cluster.Placement, byID map[string]IdeaMaterial) []IdeaMaterial {
	rank := func(p cluster.Placement) int {
		if i := slices.Index(typical, p.ID); i >= 0 {
			return i
		}
		return len(typical)
	}
	slices.SortStableFunc(members, func(a, b cluster.Placement) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(b.Confidence, a.Confidence))
	})
	ideas := make([]IdeaMaterial, len(members))
	for i, m := range members {
		ideas[i] = byID[m.ID]
	}
	return ideas
}

// FromTexts is the material of a motion made from texts alone, without a
// consultation: each group of the machine is a theme. The texts are numbered in
// the order they come.
func FromTexts(ctx context.Context, title string, texts []cluster.Text, opt cluster.Options) (Material, error) {
	m := Material{Title: title, Section: "enjeu", Contributions: len(texts)}
	result, err := cluster.Run(ctx, texts, opt)
	if err != nil {
		return m, err
	}
	ideas := make([][]IdeaMaterial, len(result.Groups))
	for i, at := range result.Placements {
		if at.Unplaced {
			continue
		}
		id := consult.ContributionID(i + 1)
		ideas[at.Group-1] = append(ideas[at.Group-1], IdeaMaterial{ID: id.Whole(), Text: texts[i].Text, Reference: id.String()})
	}
	for i, g := range result.Groups {
		groups, err := Divide(ctx, ideas[i])
		if err != nil {
			return m, err
		}
		theme := ThemeMaterial{ID: consult.ThemeID(g.Number), Name: g.Label, Groups: groups}
		for _, w := range g.Words {
			theme.Words = append(theme.Words, w.Surface)
		}
		m.Themes = append(m.Themes, theme)
	}
	if len(m.Themes) == 0 {
		return m, consult.ErrNothing
	}
	return m, nil
}
