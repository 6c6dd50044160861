package motion

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"unanime/motion/text"
)

// piece is inline content before its tags are paired: characters, a node, or a
// tag.
type piece struct {
	words string
	node  *text.Node
	tag   *tagNode
	marks []text.Mark
	soft  bool // a line end of the Markdown, read as a space
}

// inline returns the inline content of a block, as the motion has it.
func (r *blockReader) inline(block ast.Node) []*text.Node {
	return r.resolve(r.pieces(block), true)
}

// pieces flattens what stands in a block.
func (r *blockReader) pieces(block ast.Node) []piece {
	var all []piece
	for n := block.FirstChild(); n != nil; n = n.NextSibling() {
		all = r.flatten(all, n, nil)
	}
	if n := len(all); n > 0 && all[n-1].soft {
		all = all[:n-1]
	}
	return all
}

func (r *blockReader) flatten(all []piece, n ast.Node, marks []text.Mark) []piece {
	switch n := n.(type) {
	case *ast.Text:
		return r.flattenText(all, n, marks)
	case *ast.String:
		return append(all, piece{words: string(n.Value), marks: marks})
	case *ast.CodeSpan:
		return append(all, piece{words: r.code(n), marks: marks})
	case *ast.AutoLink:
		href := string(n.URL(r.src))
		return append(all, piece{words: string(n.Label(r.src)), marks: with(marks, "link", "href", href)})
	case *ast.Image:
		return r.flattenImage(all, n, marks)
	case *ast.Link:
		return r.flattenLink(all, n, marks)
	case *ast.Emphasis:
		marks = with(marks, map[int]string{1: "em", 2: "strong"}[min(n.Level, 2)], "", "")
	case *tagNode:
		return append(all, piece{tag: n, marks: marks})
	case *referenceNode:
		return r.flattenReference(all, n, marks)
	}
	return r.flattenChildren(all, n, marks)
}

func (r *blockReader) flattenChildren(all []piece, n ast.Node, marks []text.Mark) []piece {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		all = r.flatten(all, c, marks)
	}
	return all
}

func (r *blockReader) flattenText(all []piece, n *ast.Text, marks []text.Mark) []piece {
	raw := n.Segment.Value(r.src)
	words := string(raw)
	if !n.IsRaw() {
		words = unescape(raw)
	}
	all = append(all, piece{words: words, marks: marks})
	switch {
	case n.HardLineBreak():
		all = append(all, piece{node: text.New("hard_break", nil), marks: marks})
	case n.SoftLineBreak():
		all = append(all, piece{words: " ", marks: marks, soft: true})
	}
	return all
}

func (r *blockReader) code(n ast.Node) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			b.Write(t.Segment.Value(r.src))
		}
	}
	return strings.ReplaceAll(b.String(), "\n", " ")
}

// copies says whether n bytes more may be repeated: one definition that is
// referred to a hundred thousand times must not fill the memory.
func (r *blockReader) copies(n int) bool {
	r.copied += n
	return r.copied <= maxCopied
}

// flattenLink reads a link, or a citation. A link without words shows its
// address; one whose definition was repeated too often is its words.
func (r *blockReader) flattenLink(all []piece, n *ast.Link, marks []text.Mark) []piece {
	if n.Reference != nil && !r.copies(len(n.Destination)) {
		return r.flattenChildren(all, n, marks)
	}
	href := unescape(n.Destination)
	if idea, ok := strings.CutPrefix(href, citationScheme); ok {
		return append(all, piece{node: text.New("citation", map[string]any{"idea": idea}), marks: marks})
	}
	marks = with(marks, "link", "href", href)
	if n.FirstChild() == nil {
		return append(all, piece{words: href, marks: marks})
	}
	return r.flattenChildren(all, n, marks)
}

// flattenImage reads an image among words, which the schema has no place for: a
// link to it.
func (r *blockReader) flattenImage(all []piece, n *ast.Image, marks []text.Mark) []piece {
	words := r.plain(n)
	if n.Reference != nil && !r.copies(len(n.Destination)) {
		return append(all, piece{words: words, marks: marks})
	}
	src := unescape(n.Destination)
	if words == "" {
		words = src
	}
	if !slices.ContainsFunc(marks, func(m text.Mark) bool { return m.Type.Name == "link" }) {
		marks = with(marks, "link", "href", src)
	}
	return append(all, piece{words: words, marks: marks})
}

// flattenReference places a note. Only the first reference to a label bears its
// id; a label that is defined nowhere, or was repeated too often, is text.
func (r *blockReader) flattenReference(all []piece, n *referenceNode, marks []text.Mark) []piece {
	definition := r.notes[n.label]
	if definition == nil || r.placed[n.label] > 0 && !r.copies(r.placed[n.label]) {
		return append(all, piece{words: "[^" + n.label + "]", marks: marks})
	}
	id := ""
	if plainName.MatchString(n.label) && r.placed[n.label] == 0 {
		id = n.label
	}
	note := text.New("note", map[string]any{"id": id}, r.noteWords(definition)...)
	r.placed[n.label] = len(noteInBrackets(note)) // never 0
	return append(all, piece{node: note, marks: marks})
}

// textsOnly replaces what is no text by its words.
func textsOnly(nodes []*text.Node) []*text.Node {
	var all []*text.Node
	for _, n := range nodes {
		switch n.Type.Name {
		case "text":
		case "citation":
			n = text.Run(citationLabel(n.Attr("idea")), n.Marks...)
		case "note":
			n = text.Run(noteInBrackets(n), n.Marks...)
		default:
			n = text.Run(" ", n.Marks...)
		}
		all = append(all, n)
	}
	return all
}

func noteInBrackets(note *text.Node) string {
	var b strings.Builder
	for _, c := range note.Content {
		b.WriteString(c.Text)
	}
	return " (" + b.String() + ")"
}

// plain returns the words of a block or a span, without marks.
func (r *blockReader) plain(n ast.Node) string {
	var b strings.Builder
	for _, t := range textsOnly(r.inline(n)) {
		if t != nil {
			b.WriteString(t.Text)
		}
	}
	return b.String()
}

// with adds a mark, in place of one of the same type or that excludes it.
func with(marks []text.Mark, name, attr, value string) []text.Mark {
	attrs := map[string]any{}
	if attr != "" {
		attrs[attr] = value
	}
	next := slices.DeleteFunc(slices.Clone(marks), func(m text.Mark) bool {
		other := m.Type.Name
		return other == name || other == "insertion" && name == "deletion" || other == "deletion" && name == "insertion"
	})
	return append(next, text.Marked(name, attrs))
}
