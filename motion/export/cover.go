package export

import (
	"strings"
	"unicode"

	"unanime/internal/typography"
)

// overline is what stands above the title: the congress.
func (m manuscript) overline() string { return typography.French(m.facts.Congress) }

// when is the place and the day: « Agen, mardi 2 mars 2027 ».
func (m manuscript) when() string {
	var parts []string
	if m.facts.Place != "" {
		parts = append(parts, typography.French(m.facts.Place))
	}
	if !m.facts.Day.IsZero() {
		parts = append(parts, typography.Date(m.facts.Day))
	}
	return strings.Join(parts, ", ")
}

// status is « Projet de motion » or what became of it.
func (m manuscript) status() string { return typography.French(m.facts.Status) }

// tally is a figure of the cover and what it counts.
type tally struct {
	n    int
	name string
}

// figureList tells what the motion rests on. A figure that is not known is left
// out.
func (m manuscript) figureList() []tally {
	var list []tally
	for _, f := range []struct {
		n         int
		one, many string
	}{
		{m.facts.Contributions, "contribution", "contributions"},
		{m.facts.Officials, "élu·e", "élu·es"},
		{m.facts.Departments, "département", "départements"},
		{m.count(proposition), "proposition", "propositions"},
	} {
		switch {
		case f.n == 1:
			list = append(list, tally{1, f.one})
		case f.n > 1:
			list = append(list, tally{f.n, f.many})
		}
	}
	return list
}

// figures is the same in one line: « 1 234 contributions, 287 élu·es ».
func (m manuscript) figures() string {
	var parts []string
	for _, f := range m.figureList() {
		parts = append(parts, typography.Number(f.n)+typography.NoBreak+f.name)
	}
	return strings.Join(parts, ", ")
}

func (m manuscript) count(r role) int {
	n := 0
	for _, b := range m.blocks {
		if b.role == r {
			n++
		}
	}
	return n
}

// name is the title of the file.
func (m manuscript) name() string {
	if m.untitled() {
		return "Motion"
	}
	return strings.TrimSpace(plain(m.title))
}

// untitled says whether nothing of the title can be seen.
func (m manuscript) untitled() bool {
	return !strings.ContainsFunc(plain(m.title), func(r rune) bool { return unicode.IsGraphic(r) && !unicode.IsSpace(r) })
}

// contents are the blocks that the table of contents lists; none when the motion
// is short enough to be seen at a glance.
func (m manuscript) contents() []block {
	var list []block
	for _, b := range m.blocks {
		if b.role == heading || b.role == proposition {
			list = append(list, b)
		}
	}
	if m.count(proposition) < 4 {
		return nil
	}
	return list
}

// hung is the first word of a visa or a considérant, which stands in the margin,
// and the runs without it. The word is "" when the text does not begin with it.
func hung(b block) (string, []run) {
	words := map[role][]string{visa: {"Vu", "Vus", "Vue", "Vues"}, considerant: {"Considérant"}}[b.role]
	if len(b.text) == 0 || b.text[0].note > 0 {
		return "", b.text
	}
	first := b.text[0]
	for _, word := range words {
		rest, found := strings.CutPrefix(first.text, word)
		alone := rest == "" && len(b.text) > 1
		if found && (alone || strings.HasPrefix(rest, " ") || strings.HasPrefix(rest, "\u00a0")) {
			runs := append([]run{first}, b.text[1:]...)
			runs[0].text = strings.TrimLeft(rest, " \u00a0")
			if runs[0].text == "" {
				runs = runs[1:]
				runs[0].text = strings.TrimLeft(runs[0].text, " \u00a0")
			}
			return word, runs
		}
	}
	return "", b.text
}
