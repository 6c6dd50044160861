package motion

import (
	"strings"
	"unicode"
)

// Figures counts what a motion is made of.
type Figures struct {
	Sections     int // with a heading
	Propositions int
	Additions    int // propositions without a source: « ajouts de séance »
	Ideas        int // distinct ideas behind the propositions that stand
	Words        int // of the whole text, notes left out
}

// Figures counts the document as it stands.
func (d Document) Figures() Figures {
	var f Figures
	for _, s := range d.Sections() {
		if s.Number > 0 {
			f.Sections++
		}
		f.Propositions += len(s.Propositions)
		for _, p := range s.Propositions {
			if len(d.Sources[p.ID]) == 0 {
				f.Additions++
			}
		}
	}
	f.Ideas = len(d.ByIdea())
	for _, word := range strings.Fields(d.Root.Plain()) {
		if strings.ContainsFunc(word, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			f.Words++
		}
	}
	return f
}
