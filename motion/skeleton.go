package motion

import (
	"slices"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"

	"unanime/consult"
	"unanime/motion/text"
)

// skeleton puts the blocks of a Markdown text where a motion has them.
type skeleton struct {
	*blockReader
	title    *text.Node
	nodes    []*text.Node             // opening and body, in order
	closings []*text.Node             // wherever they were written
	ideas    map[int][]consult.IdeaID // by index in nodes
	place    place
	sure     bool // a class named the place: nothing is guessed
	body     bool // a section or a proposition was met
	open     *openNode
}

// openNode is a node that takes the blocks that follow.
type openNode struct {
	name    string
	attrs   map[string]any
	content []*text.Node
	ideas   []consult.IdeaID
}

// document returns what was read. The ids are not yet mended.
func (s *skeleton) document() Document {
	s.close()
	if s.title == nil {
		s.title = text.New("title", nil)
	}
	children := append(append([]*text.Node{s.title}, s.nodes...), s.closings...)
	ideas := map[int][]consult.IdeaID{}
	for i, all := range s.ideas {
		ideas[i+1] = all
	}
	return normal(text.New("doc", nil, children...), ideas)
}

// read takes the next block of the text.
func (s *skeleton) read(n ast.Node) {
	switch n := n.(type) {
	case *ast.Heading:
		s.heading(n)
	case *ast.ThematicBreak:
		if s.open == nil || !concludes(s.open.name) {
			s.close()
			s.place, s.sure = atLarge, true
		}
	default:
		for _, b := range s.block(n, 2) {
			s.take(b)
		}
	}
}

// heading closes what was open and begins what the heading announces.
func (s *skeleton) heading(n *ast.Heading) {
	words := s.blockReader.inline(n)
	kind, sure := s.kind(n, words)
	s.close()
	s.sure = sure
	switch kind {
	case "title":
		s.title = text.New("title", nil, withoutMarks(textsOnly(words))...)
		if s.place = atStart; s.body {
			s.place = atLarge
		}
	case "visas":
		s.place = inVisas
	case "considerants":
		s.place = inConsiderants
	case "enjeu":
		attrs := map[string]any{"id": attribute(n, "id"), "theme": numberAttribute(n, "theme", 0)}
		s.stand(text.New("enjeu", attrs, words...))
	case "subheading":
		s.stand(text.New("subheading", map[string]any{"id": attribute(n, "id")}, words...))
	case "proposition":
		attrs := map[string]any{"id": attribute(n, "id")}
		if _, given := n.AttributeString("status"); given {
			attrs["status"] = attribute(n, "status")
		}
		s.begin(&openNode{name: kind, attrs: attrs, ideas: ideaList(attribute(n, "sources")),
			content: []*text.Node{text.New("proposition_title", nil, words...)}})
		s.body = true
	default:
		s.begin(&openNode{name: kind})
		s.body = s.body || kind == "rationale"
	}
}

// stand adds a heading that takes no blocks.
func (s *skeleton) stand(n *text.Node) {
	s.nodes = append(s.nodes, n)
	s.place, s.body = atLarge, true
}

func (s *skeleton) begin(o *openNode) { s.open, s.place = o, inNode }

// close ends the open node. A frame without content keeps its place, but an
// empty preamble.
func (s *skeleton) close() {
	o := s.open
	s.open = nil
	if o == nil || o.name == "preamble" && len(o.content) == 0 {
		return
	}
	if len(o.content) == 0 {
		o.content = []*text.Node{text.New("paragraph", nil)}
	}
	n := text.New(o.name, o.attrs, o.content...)
	if concludes(o.name) {
		s.closings = append(s.closings, n)
		return
	}
	if len(o.ideas) > 0 {
		s.ideas[len(s.nodes)] = o.ideas
	}
	s.nodes = append(s.nodes, n)
}

// take puts a block where it belongs.
func (s *skeleton) take(b *text.Node) {
	as := opensAs(b)
	if s.open != nil && s.open.name == "preamble" && !s.sure && as != "paragraph" {
		s.close()
		s.place = atStart
	}
	switch {
	case s.open != nil:
		s.open.content = append(s.open.content, b)
	case s.place == inVisas || s.place == inConsiderants:
		s.item(b, as)
	case s.place == atStart && as != "paragraph":
		s.nodes = append(s.nodes, text.New(as, nil, b.Content...))
	default:
		s.nodes = append(s.nodes, b)
	}
}

// item adds a visa or a considérant for each paragraph of the block.
func (s *skeleton) item(b *text.Node, as string) {
	kind := map[place]string{inVisas: "visa", inConsiderants: "considerant"}[s.place]
	switch {
	case b.Is("bullet_list"), b.Is("ordered_list"):
		for _, item := range b.Content {
			for _, c := range item.Content {
				s.item(c, opensAs(c))
			}
		}
		return
	case !b.Is("paragraph"):
		s.nodes = append(s.nodes, b)
		return
	case s.sure:
	case as != "paragraph":
		kind = as
	case strings.HasSuffix(strings.TrimSpace(b.Plain()), ":"):
		s.nodes = append(s.nodes, b) // « Les élu·es demandent : »
		return
	}
	s.nodes = append(s.nodes, text.New(kind, nil, b.Content...))
}

// kind says what a heading announces, by its class when it has one.
func (s *skeleton) kind(n *ast.Heading, words []*text.Node) (kind string, sure bool) {
	for _, class := range strings.Fields(attribute(n, "class")) {
		if opens, known := classes[class]; known && !(opens && s.body) {
			return class, true
		}
	}
	said := announced(words)
	switch {
	case n.Level == 1 && s.title == nil:
		return "title", false
	case n.Level >= 3 && said == "exposé des motifs":
		return "rationale", false
	case n.Level >= 3:
		return "proposition", false
	}
	if kind := byWords[said]; kind != "" && (concludes(kind) || !s.body) {
		return kind, false
	}
	return "enjeu", false
}

// classes are those of headings, and whether each stands before the body only.
var classes = map[string]bool{
	"preamble": true, "visas": true, "considerants": true,
	"enjeu": false, "subheading": false, "rationale": false, "proposition": false,
	"adoption": false, "recipients": false, "signatures": false,
}

// byWords are the headings that people write without knowing the classes.
var byWords = map[string]string{
	"préambule": "preamble", "preambule": "preamble", "exposé des motifs": "preamble",
	"visas": "visas", "visa": "visas", "vu": "visas",
	"considérants": "considerants", "considérant": "considerants", "considerants": "considerants", "considérant que": "considerants",
	"adoption": "adoption", "adoption de la motion": "adoption", "vote": "adoption",
	"destinataires": "recipients", "destinataire": "recipients", "diffusion": "recipients",
	"signatures": "signatures", "signature": "signatures", "signataires": "signatures",
}

// announced returns the words of a heading in lower case, letters and spaces
// only.
func announced(words []*text.Node) string {
	plain := text.New("paragraph", nil, words...).Plain()
	return strings.Join(strings.FieldsFunc(strings.ToLower(plain), func(r rune) bool { return !unicode.IsLetter(r) }), " ")
}

// opensAs says what a block at the head of a motion is by its first word: a
// visa, a considérant or an ordinary paragraph.
func opensAs(b *text.Node) string {
	if !b.Is("paragraph") {
		return "paragraph"
	}
	words := strings.FieldsFunc(b.Plain(), func(r rune) bool { return unicode.IsSpace(r) || unicode.IsPunct(r) })
	if len(words) == 0 {
		return "paragraph"
	}
	switch strings.ToLower(words[0]) {
	case "vu", "vus", "vue", "vues":
		return "visa"
	case "considérant":
		return "considerant"
	}
	return "paragraph"
}

func concludes(name string) bool {
	t := text.Motion().Node(name)
	return t != nil && slices.Contains(t.Groups, "closing")
}

func withoutMarks(nodes []*text.Node) []*text.Node {
	all := make([]*text.Node, 0, len(nodes))
	for _, n := range nodes {
		if n != nil {
			all = append(all, text.Run(n.Text))
		}
	}
	return all
}

// ideaList reads the attribute sources; what is no idea is left out.
func ideaList(s string) []consult.IdeaID {
	var ideas []consult.IdeaID
	for _, word := range strings.Fields(s) {
		if id, err := consult.ParseIdeaID(word); err == nil {
			ideas = append(ideas, id)
		}
	}
	return ideas
}
