package motion

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"unanime/consult"
	"unanime/motion/text"
)

// Document is a motion: its tree, and the side table that ties propositions to
// ideas. It is a value: edits give a new one.
type Document struct {
	Root    *text.Node
	Sources Sources
}

// Section is an enjeu with what stands under it, as computed from the tree.
type Section struct {
	ID           string
	Number       int // from 1
	Title        string
	Theme        consult.ThemeID // 0 when a person added the section
	Index        int             // place of its heading in Root.Content
	Propositions []Proposition
}

// Proposition is one numbered demand, as computed from the tree.
type Proposition struct {
	ID     PropositionID
	Number int // from 1 through the whole motion
	Title  string
	Theme  consult.ThemeID // of its section
	Index  int             // place in Root.Content
	Node   *text.Node
}

// PropositionID is immutable; codes such as P.12 are computed.
type PropositionID string

// NewPropositionID derives an id from what the proposition is made of, so that
// the same themes give the same motion, byte for byte. The salt sets apart
// propositions made from the same words.
func NewPropositionID(from string, salt int) PropositionID {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%d", from, salt))
	return PropositionID("p-" + hex.EncodeToString(sum[:4]))
}

// Code is how people cite the proposition: P.12.
func (p Proposition) Code() string { return fmt.Sprintf("P.%d", p.Number) }

// Title is the title of the motion.
func (d Document) Title() string {
	for _, n := range d.Root.Content {
		if n.Is("title") {
			return n.Plain()
		}
	}
	return ""
}

// Sections returns the sections in order with their propositions. Those that
// stand before the first heading come under a section numbered 0, without title.
func (d Document) Sections() []Section {
	sections := []Section{{Index: -1}}
	number := 0
	for i, n := range d.Root.Content {
		last := &sections[len(sections)-1]
		switch {
		case n.Is("enjeu"):
			sections = append(sections, Section{
				ID: n.Attr("id"), Number: last.Number + 1, Title: n.Plain(),
				Theme: consult.ThemeID(n.Int("theme")), Index: i,
			})
		case n.Is("proposition"):
			number++
			last.Propositions = append(last.Propositions, Proposition{
				ID: PropositionID(n.Attr("id")), Number: number, Title: n.Content[0].Plain(),
				Theme: last.Theme, Index: i, Node: n,
			})
		}
	}
	if len(sections[0].Propositions) == 0 {
		sections = sections[1:]
	}
	return sections
}

// Propositions returns all propositions in order.
func (d Document) Propositions() []Proposition {
	var all []Proposition
	for _, s := range d.Sections() {
		all = append(all, s.Propositions...)
	}
	return all
}

// Proposition returns the proposition of that id, or consult.ErrNotFound.
func (d Document) Proposition(id PropositionID) (Proposition, error) {
	for _, p := range d.Propositions() {
		if p.ID == id {
			return p, nil
		}
	}
	return Proposition{}, fmt.Errorf("proposition %s: %w", id, consult.ErrNotFound)
}
