package motion

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"unanime/consult"
	"unanime/motion/text"
)

// inlineWriter writes inline nodes. A hard break is a line feed in its buffer;
// markup.lines decides how it is written once the whole is known.
type inlineWriter struct {
	m     *markup
	where setting
	tags  bool // marks are written as tags only
	b     []byte
}

// inline writes the nodes as they stand in a paragraph, a heading, a cell.
func (m *markup) inline(nodes []*text.Node, where setting, tags bool) string {
	w := &inlineWriter{m: m, where: where, tags: tags}
	w.run(nodes, 0)
	return string(w.b)
}

// run writes nodes whose first depth marks are written already. Neighbours that
// share their next mark are written under it together; marks are in the order of
// the schema, so that this always nests.
func (w *inlineWriter) run(nodes []*text.Node, depth int) {
	for i := 0; i < len(nodes); {
		if len(nodes[i].Marks) == depth {
			w.leaf(nodes[i])
			i++
			continue
		}
		mark := nodes[i].Marks[depth : depth+1]
		j := i + 1
		for j < len(nodes) && len(nodes[j].Marks) > depth && text.SameMarks(nodes[j].Marks[depth:depth+1], mark) {
			j++
		}
		after := rune('\n')
		if j < len(nodes) {
			after = '*' // some markup
			if n := nodes[j]; len(n.Marks) == depth && n.Type.IsText() {
				after, _ = utf8.DecodeRuneInString(n.Text)
			}
		}
		w.group(mark[0], nodes[i:j], depth, after)
		i = j
	}
}

// group writes nodes under a mark, in Markdown where that reads back, else in a
// tag. after is the character that follows.
func (w *inlineWriter) group(mark text.Mark, nodes []*text.Node, depth int, after rune) {
	under := &inlineWriter{m: w.m, where: w.where, tags: w.tags}
	under.run(nodes, depth+1)
	inner := string(under.b)
	before, size := utf8.DecodeLastRune(w.b)
	if size == 0 {
		before = '\n'
	}
	sign := map[string]string{"strong": "**", "em": "_"}[mark.Type.Name]
	href, _ := mark.Attrs["href"].(string)
	switch {
	case w.tags:
	case sign != "" && apart(before) && apart(after) && tight(inner):
		w.write(sign + inner + sign)
		return
	case mark.Type.Name == "link" && onlyText(nodes) && !strings.HasPrefix(href, citationScheme):
		if strings.HasPrefix(inner, "^") {
			inner = `\` + inner // or it would be a footnote
		}
		w.write("[" + inner + "](" + address(href) + ")")
		return
	}
	tag := mark.Type.Name
	if t, ok := tagOfMark[tag]; ok {
		tag = t
	}
	w.write("<" + tag)
	for _, a := range mark.Type.Attrs {
		if v, _ := mark.Attrs[a.Name].(string); v != "" || a.Needed {
			w.write(" " + a.Name + `="` + value(v) + `"`)
		}
	}
	w.write(">" + inner + "</" + tag + ">")
}

// tagOfMark names the tags that are not called as their mark is.
var tagOfMark = map[string]string{"insertion": "ins", "deletion": "del", "link": "a"}

// apart says whether emphasis may begin after, or end before, the character.
func apart(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsPunct(r) || r < 0x80 && isASCIIPunct(byte(r))
}

// tight says whether emphasis may stand around the text.
func tight(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	last, _ := utf8.DecodeLastRuneInString(s)
	return s != "" && !unicode.IsSpace(first) && !unicode.IsSpace(last)
}

func onlyText(nodes []*text.Node) bool {
	for _, n := range nodes {
		if !n.Type.IsText() {
			return false
		}
	}
	return true
}

func (w *inlineWriter) leaf(n *text.Node) {
	switch n.Type.Name {
	case "text":
		w.write(escape(n.Text, w.where))
	case "hard_break":
		w.b = append(w.b, '\n')
	case "note":
		w.note(n)
	case "citation":
		idea := n.Attr("idea")
		w.write("[" + escape(citationLabel(idea), w.where) + "](" + address(citationScheme+idea) + ")")
	}
}

// note writes a footnote, or a tag when no footnote can say it: one without
// words, or with an id that cannot be a label.
func (w *inlineWriter) note(n *text.Node) {
	if label, ok := w.m.label(n); ok && len(n.Content) > 0 {
		w.write("[^" + label + "]")
		return
	}
	w.write("<note")
	if id := n.Attr("id"); id != "" {
		w.write(` id="` + value(id) + `"`)
	}
	w.write(">" + w.m.inline(n.Content, w.where, true) + "</note>")
}

// write appends markup. An exclamation mark before a bracket would make an
// image of it.
func (w *inlineWriter) write(s string) {
	if strings.HasPrefix(s, "[") && len(w.b) > 0 && w.b[len(w.b)-1] == '!' {
		w.b = append(w.b[:len(w.b)-1], `\!`...)
	}
	w.b = append(w.b, s...)
}

// citationScheme begins the address of a citation, as idee:i217.
const citationScheme = "idee:"

// citationLabel is how people cite the idea: C-0217, or the id when it names
// none.
func citationLabel(idea string) string {
	id, err := consult.ParseIdeaID(idea)
	if err != nil {
		return "idée"
	}
	return id.Contribution.String()
}
