package cluster

import (
	"slices"
	"strings"
)

// ThemeReasons says what makes a theme.
type ThemeReasons struct {
	ID      ThemeID
	Name    string
	Size    int      // ideas in it
	Words   []Word   // up to 6 that set it apart: their share of its texts times their rarity elsewhere
	Typical []string // up to 3 ids, the most typical first, each unlike the others
	Margin  float64  // mean confidence of the ideas nobody pinned, in [0,1]; 0 when there is none
	Nearest ThemeID  // the theme most like it, which to merge it with; Unplaced when there is none
}

// IdeaReasons says why an idea is where it is. For an idea « à classer » the
// words and neighbours speak for Second, where it would go.
type IdeaReasons struct {
	ID         string
	Theme      ThemeID     // Unplaced for « à classer »
	Second     ThemeID     // the next nearest; Unplaced when there is none
	Pinned     bool        // a person placed it: the rest says what the machine sees
	Margin     float64     // confidence of its place, in [0,1]; see Place
	Words      []string    // up to 5 it shares with its theme, as it writes them, the most telling first
	Neighbours []Neighbour // up to 5 most like it in the whole, the most alike first
}

// Neighbour is an idea like another.
type Neighbour struct {
	ID       string
	Theme    ThemeID
	Likeness float64 // cosine of their words' weights, in (0,1]; 1 says the same
}

const reasonNeighbours = 5

// Explain answers « pourquoi ici ? »: the reasons of an idea, and those of the
// theme it is in (of the nearest when it is « à classer »), which is nil when
// there is no theme. ok is false for an unknown idea.
func (a *Analysis) Explain(idea string) (why IdeaReasons, theme *ThemeReasons, ok bool) {
	row, ok := a.row(idea)
	if !ok {
		return IdeaReasons{}, nil, false
	}
	p := a.State.Places[row]
	why = IdeaReasons{
		ID: idea, Theme: p.Theme, Second: p.Second, Pinned: p.Pinned, Margin: p.Confidence,
		Neighbours: a.neighbours(row),
	}
	about := p.Theme
	if about == Unplaced {
		about = p.Second
	}
	if t, found := slices.BinarySearch(a.themes, about); found {
		why.Words = a.common(row, t)
		reasons := a.explainTheme(t)
		theme = &reasons
	}
	return why, theme, true
}

// ExplainTheme returns the reasons of a theme; ok is false when it is unknown
// or gone.
func (a *Analysis) ExplainTheme(id ThemeID) (why ThemeReasons, ok bool) {
	t, ok := slices.BinarySearch(a.themes, id)
	if !ok {
		return ThemeReasons{}, false
	}
	return a.explainTheme(t), true
}

// ExplainThemes returns the reasons of every standing theme, by id.
func (a *Analysis) ExplainThemes() []ThemeReasons {
	out := make([]ThemeReasons, len(a.themes))
	for t := range out {
		out[t] = a.explainTheme(t)
	}
	return out
}

func (a *Analysis) explainTheme(t int) ThemeReasons {
	theme, _ := a.State.Theme(a.themes[t])
	why := ThemeReasons{
		ID: theme.ID, Name: theme.Name, Size: len(a.members[t]), Words: a.words()[t],
		Typical: typical(a.corpus, a.members[t]),
	}
	free := 0
	for _, row := range a.members[t] {
		if p := a.State.Places[row]; !p.Pinned {
			why.Margin += p.Confidence
			free++
		}
	}
	if free > 0 {
		why.Margin = rounded(why.Margin / float64(free))
	}
	best := 0.
	for other := range a.themes {
		if like := a.centres.likeness(t, other); other != t && like > best {
			best, why.Nearest = like, a.themes[other]
		}
	}
	return why
}

// common lists the words of a row that other ideas of a theme hold too.
func (a *Analysis) common(row, t int) []string {
	l := a.grams()
	inside := map[int32]int{}
	others := 0
	for _, other := range a.members[t] {
		if other == row {
			continue
		}
		others++
		for _, term := range l.terms[other] {
			inside[term]++
		}
	}
	for term := range inside {
		inside[term]++ // as if the idea were there, which shared expects
	}
	var out []string
	for _, term := range l.shared(row, inside, others+1) {
		out = append(out, l.typed(row, term))
	}
	return out
}

// typed returns the first way a row writes a term: in lower case where its
// capital may come from the sentence.
func (l *labeller) typed(row int, term int32) (surface string) {
	d := l.corpus.docs[row]
	l.eachTerm(row, func(t int32, first, last int) {
		if t != term || surface != "" {
			return
		}
		surface = readable(d.text[d.words[first].start:d.words[last].end])
		if d.words[first].initial && !inCapitals(surface) {
			surface = strings.ToLower(surface)
		}
	})
	return surface
}

// neighbours lists the ideas most like a row: its copies first, then its
// neighbours in the graph.
func (a *Analysis) neighbours(row int) []Neighbour {
	var out []Neighbour
	add := func(other int, like float64) {
		if len(out) < reasonNeighbours {
			out = append(out, Neighbour{a.corpus.ids[other], a.theme[other], rounded(like)})
		}
	}
	if point := a.points.of[row]; point >= 0 && a.points.copies[point] > 1 {
		for other, p := range a.points.of {
			if p == point && other != row {
				add(other, 1)
			}
		}
	}
	others, sims := a.near.of(row)
	for i, other := range others {
		add(int(other), float64(sims[i]))
	}
	return out
}
