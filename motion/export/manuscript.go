package export

import (
	"fmt"
	"strings"

	"unanime/internal/typography"
	"unanime/motion"
	"unanime/motion/text"
)

// manuscript is the document as every format sets it: blocks with their role, and
// runs of text whose typography is final.
type manuscript struct {
	title  []run
	blocks []block
	notes  []block // as many as there are calls, in order; blocks of a paragraph kind
	facts  Facts
	lost   []string
}

// role is what a block is in the document.
type role byte

const (
	heading     role = iota // level 2 or 3
	proposition             // its text is the title; blocks; sources
	paragraph
	visa
	considerant
	bullets
	numbers
	listItem
	quotation
	table
	row
	headerCell
	cell
	figure
	sources // of a proposition
	note
)

// block is a part of the manuscript.
type block struct {
	role   role
	level  int    // of a heading or a proposition: 2, 3, 4
	label  string // « Enjeu 1 », « 12 », « 1.2 », « 3. »
	anchor string
	ink    int // place of the theme among the colours, from 1; 0 has none
	text   []run
	blocks []block
	spans  [2]int // columns and rows that a cell covers
}

// run is text of one look.
type run struct {
	text                                 string // "\n" is a line break
	em, strong, raised, added, withdrawn bool
	link                                 string // address or "#anchor"; "" for none
	note                                 int    // number of the note called here; then text is that number
}

// plain is the text of runs without the calls of notes.
func plain(runs []run) string {
	var b strings.Builder
	for _, r := range runs {
		if r.note == 0 {
			b.WriteString(strings.ReplaceAll(r.text, "\n", " "))
		}
	}
	return b.String()
}

// compositor turns a document into a manuscript.
type compositor struct {
	manuscript
	doc          motion.Document
	sections     map[int]motion.Section     // by place in the root
	propositions map[int]motion.Proposition // by place in the root
	section      motion.Section
	subheadings  int
	deep         bool // under a subheading
}

func compose(in Input) manuscript {
	c := &compositor{doc: in.Document, sections: map[int]motion.Section{}, propositions: map[int]motion.Proposition{}}
	c.facts = in.Facts
	if c.facts.Section == "" {
		c.facts.Section = "enjeu"
	}
	for _, s := range in.Document.Sections() {
		c.sections[s.Index] = s
		for _, p := range s.Propositions {
			c.propositions[p.Index] = p
		}
	}
	for i, n := range in.Document.Root.Content {
		c.top(i, n)
	}
	c.resolve()
	return c.manuscript
}

// named parts open with a heading that the document does not write.
var named = map[string]string{
	"preamble": "Préambule", "adoption": "Adoption", "recipients": "Destinataires", "signatures": "Signatures",
}

// top sets one block of the root.
func (c *compositor) top(i int, n *text.Node) {
	switch n.Type.Name {
	case "title":
		c.title = append(c.title, c.inline(n.Content)...)
	case "preamble", "adoption", "recipients", "signatures":
		c.deep = false
		c.add(block{role: heading, level: 2, anchor: n.Type.Name, text: []run{{text: named[n.Type.Name]}}})
		c.add(c.all(n.Content)...)
	case "visa":
		c.add(block{role: visa, text: c.inline(n.Content)})
	case "considerant":
		c.add(block{role: considerant, text: c.inline(n.Content)})
	case "enjeu":
		c.section, c.subheadings, c.deep = c.sections[i], 0, false
		label := fmt.Sprintf("%s %d", capital(c.facts.Section), c.section.Number)
		c.add(block{role: heading, level: 2, label: label, anchor: anchor(n, "enjeu", c.section.Number), ink: c.ink(), text: c.inline(n.Content)})
	case "subheading":
		c.subheadings, c.deep = c.subheadings+1, false
		label := ""
		if c.section.Number > 0 {
			label = fmt.Sprintf("%d.%d", c.section.Number, c.subheadings)
		}
		name := fmt.Sprintf("partie-%d.%d", c.section.Number, c.subheadings)
		c.add(block{role: heading, level: c.below(), label: label, anchor: name, ink: c.ink(), text: c.inline(n.Content)})
		c.deep = true
	case "rationale":
		c.add(c.all(n.Content)...)
	case "proposition":
		c.add(c.proposition(c.propositions[i]))
	default:
		c.add(c.block(n)...)
	}
}

func (c *compositor) add(blocks ...block) { c.blocks = append(c.blocks, blocks...) }

func capital(s string) string {
	r := []rune(s)
	return strings.ToUpper(string(r[:1])) + string(r[1:])
}

// anchor is the node's own identifier, or one made from its number.
func anchor(n *text.Node, name string, number int) string {
	if id := n.Attr("id"); id != "" {
		return id
	}
	return fmt.Sprintf("%s-%d", name, number)
}

func (c *compositor) ink() int {
	if c.facts.Ink != nil && c.section.Theme != 0 {
		return max(c.facts.Ink(c.section.Theme), 0)
	}
	return c.section.Number
}

// below is the level of a heading that stands under those before it: none is
// skipped.
func (c *compositor) below() int {
	level := 2
	if c.section.Number > 0 {
		level++
	}
	if c.deep {
		level++
	}
	return level
}

func (c *compositor) proposition(p motion.Proposition) block {
	b := block{
		role: proposition, level: c.below(), label: fmt.Sprint(p.Number), ink: c.ink(),
		anchor: anchor(p.Node, "proposition", p.Number), text: c.inline(p.Node.Content[0].Content),
	}
	b.blocks = c.all(p.Node.Content[1:])
	if line := c.sources(p.ID); line != "" {
		b.blocks = append(b.blocks, block{role: sources, text: []run{{text: line}}})
	}
	return b
}

// listed is how many ideas a line of sources names at most.
const listed = 6

// sources is the thread from the proposition to its ideas, in a line. A document
// that has no sources at all has no thread to show.
func (c *compositor) sources(id motion.PropositionID) string {
	if len(c.doc.Sources) == 0 {
		return ""
	}
	ideas := c.doc.Sources[id]
	var names []string
	for _, idea := range ideas {
		name := idea.Contribution.String()
		if c.facts.Idea != nil {
			name = c.facts.Idea(idea)
		}
		if len(names) == 0 || names[len(names)-1] != name {
			names = append(names, name)
		}
	}
	switch n := len(names); {
	case n == 0:
		return "Ajout de séance"
	case n == 1:
		return typography.French("Idée : " + names[0])
	case n <= listed:
		return typography.French("Idées : " + strings.Join(names, ", "))
	default:
		return typography.French(fmt.Sprintf("%s idées : %s et %s autres", typography.Number(len(ideas)),
			strings.Join(names[:listed-1], ", "), typography.Number(n-listed+1)))
	}
}
