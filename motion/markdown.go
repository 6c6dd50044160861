package motion

import (
	"strings"

	"unanime/motion/text"
)

// Markdown writes the document in its exchange form, which Parse reads back:
//
//	# Title
//	## Préambule {.preamble}               its blocks follow
//	## Visas {.visas}                      one paragraph each
//	## Considérants {.considerants}        one paragraph each
//	## Heading {#e3 .enjeu theme=3}
//	### Exposé des motifs {.rationale}     its blocks follow
//	### Heading {#s-1 .subheading}
//	### Demand. {#p-7f3a .proposition sources="i12 i87" status="final"}
//	---                                    what follows belongs to none of the above
//	## Adoption {.adoption}                then .recipients, .signatures
//
// Notes are footnotes, a citation is a link to "idee:i217", images and simple
// tables are as usual. What Markdown cannot say exactly is said by a tag
// (<ins>, <del>, <br>, <strong>, <em>, <a href>, <note>, <p></p> for an empty
// paragraph) or between fences (::: {.table}).
//
// Parse(Markdown(d)) is Normal(d), and the same document gives the same bytes.
// The document must obey the schema.
func Markdown(d Document) []byte {
	d = Normal(d)
	w := &documentWriter{sources: d.Sources, markup: markup{labels: map[string]bool{}}}
	for i := 0; i < len(d.Root.Content); {
		i += w.next(d.Root.Content[i:])
	}
	w.add(w.definitions...)
	return []byte(strings.Join(w.chunks, "\n\n") + "\n")
}

// documentWriter writes the children of the document one after the other, and
// remembers what a block would belong to at this place.
type documentWriter struct {
	markup
	sources Sources
	chunks  []string // separated by a blank line
	place   place
}

// place is what a block belongs to where it stands.
type place int

const (
	atStart        place = iota // to the document; « Vu… » makes a visa
	atLarge                     // to the document
	inVisas                     // each paragraph is one
	inConsiderants              // each paragraph is one
	inNode                      // to the node that is open
)

// frames are the nodes whose heading is not theirs: its words, its level.
var frames = map[string]string{
	"preamble":   "## Préambule",
	"rationale":  "### Exposé des motifs",
	"adoption":   "## Adoption",
	"recipients": "## Destinataires",
	"signatures": "## Signatures",
}

func (w *documentWriter) add(chunks ...string) { w.chunks = append(w.chunks, chunks...) }

// next writes the first of the nodes, or all blocks at the start of them, and
// returns how many it wrote.
func (w *documentWriter) next(nodes []*text.Node) int {
	n := nodes[0]
	switch n.Type.Name {
	case "title":
		w.heading("#", n, "")
	case "visa":
		w.item(n, inVisas, "## Visas {.visas}")
	case "considerant":
		w.item(n, inConsiderants, "## Considérants {.considerants}")
	case "enjeu":
		w.heading("##", n, attributes("enjeu", n.Attr("id"), numberPair("theme", n.Attrs["theme"], 0)))
		w.place = atLarge
	case "subheading":
		w.heading("###", n, attributes("subheading", n.Attr("id")))
		w.place = atLarge
	case "proposition":
		ideas := sourceList(w.sources[PropositionID(n.Attr("id"))])
		w.heading("###", n.Content[0], attributes("proposition", n.Attr("id"),
			pair("sources", ideas, ""), pair("status", n.Attr("status"), defaultStatus())))
		w.add(w.blocks(n.Content[1:])...)
		w.place = inNode
	case "preamble", "rationale", "adoption", "recipients", "signatures":
		w.add(frames[n.Type.Name] + " " + attributes(n.Type.Name, ""))
		w.add(w.blocks(n.Content)...)
		w.place = inNode
	default:
		return w.loose(nodes)
	}
	return 1
}

func defaultStatus() string {
	for _, a := range text.Motion().Node("proposition").Attrs {
		if a.Name == "status" {
			s, _ := a.Default.(string)
			return s
		}
	}
	return ""
}

func (w *documentWriter) heading(hashes string, n *text.Node, attrs string) {
	words := w.oneLine(n.Content, inHeading)
	for _, part := range []string{words, attrs} {
		if part != "" {
			hashes += " " + part
		}
	}
	w.add(hashes)
}

func (w *documentWriter) item(n *text.Node, p place, heading string) {
	if w.place != p {
		w.add(heading)
		w.place = p
	}
	w.add(w.paragraph(n.Content))
}

// loose writes the blocks that belong to the document itself, up to the first
// node that is none. A rule sets them apart from what would take them.
func (w *documentWriter) loose(nodes []*text.Node) int {
	n, apart := 0, w.place > atLarge
	for n < len(nodes) && nodes[n].Type.Groups != nil && nodes[n].Type.Groups[0] == "block" {
		apart = apart || w.place == atStart && opensAs(nodes[n]) != "paragraph"
		n++
	}
	if apart {
		w.add("---")
		w.place = atLarge
	}
	w.add(w.blocks(nodes[:n])...)
	return n
}
