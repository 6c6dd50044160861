package motion

import (
	"strings"
	"unicode"

	"unanime/cluster"
	"unanime/internal/typography"
	"unanime/motion/text"
)

const (
	telling  = 6   // words below which a demand seldom says what it asks for
	readable = 35  // words of a demand that is read in one breath
	quotable = 60  // words of an idea that is quoted
	searched = 200 // ideas of a group that are searched, most typical first
)

// demand returns the title and the body of the proposition that the group
// becomes. The title is the demand of the most typical idea that makes one of a
// good length, else the one that comes nearest; no demand stands twice in a
// motion.
func (o *outline) demand(g GroupMaterial) (title string, body []*text.Node) {
	for _, idea := range g.Ideas[:min(len(g.Ideas), searched)] {
		d, ok := cluster.Demand(idea.Text)
		if !ok || o.written[fold(d)] {
			continue
		}
		if title == "" || excess(d) < excess(title) {
			title = d
		}
		if excess(title) == 0 {
			break
		}
	}
	if title == "" {
		return o.unwritten(g)
	}
	o.written[fold(title)] = true
	return sentence(set(title)), nil
}

// unwritten is the proposition of a group where nobody asks for anything in so
// many words: people write it, from the most typical idea.
func (o *outline) unwritten(g GroupMaterial) (title string, body []*text.Node) {
	idea := g.Ideas[0]
	fields := strings.Fields(idea.Text)
	words := strings.Join(fields[:min(len(fields), quotable)], " ")
	if len(fields) > quotable {
		words += " […]"
	}
	quote := text.New("paragraph", nil, text.Run(typography.French(words)+" "),
		text.New("citation", map[string]any{"idea": idea.ID.String()}))
	return set("Proposition à rédiger : " + sentence(g.Label)), []*text.Node{text.New("quotation", nil, quote)}
}

// excess is how far the length of a demand is from what reads well: 0 from
// telling to readable words, then one more for each word over, and more than any
// of those when it is too short to tell what is asked.
func excess(demand string) int {
	n := words(demand)
	if n < telling {
		return 1000 - n
	}
	return max(0, n-readable)
}

func words(s string) int { return len(strings.Fields(s)) }

// fold keeps the letters and digits of a text in lower case: two demands that
// differ by nothing else are one.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, s)
}
