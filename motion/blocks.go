package motion

import (
	"fmt"
	"regexp"
	"strings"

	"unanime/motion/text"
)

// markup writes blocks, and keeps the footnotes they refer to.
type markup struct {
	definitions []string // of the footnotes, in the order of their references
	labels      map[string]bool
	counted     int // footnotes numbered so far
}

// label returns a footnote's label and writes its definition: its id when that
// can be one, a number when it has none, and false for another id.
func (m *markup) label(n *text.Node) (string, bool) {
	id := n.Attr("id")
	switch {
	case len(n.Content) == 0, id != "" && (!plainName.MatchString(id) || m.labels[id] || len(id) > maxLabel):
		return "", false
	case id == "":
		m.counted++
		id = fmt.Sprint(m.counted)
	}
	m.labels[id] = true
	words := m.inline(n.Content, inDefinition, false)
	m.definitions = append(m.definitions, "[^"+id+"]: "+escapeStart(escapeEdges(words)))
	return id, true
}

// emptyParagraph says that a paragraph is there, without words.
const emptyParagraph = "<p></p>"

// paragraph writes a paragraph, on several lines when it has hard breaks.
func (m *markup) paragraph(nodes []*text.Node) string {
	if len(nodes) == 0 {
		return emptyParagraph
	}
	all := strings.Split(m.inline(nodes, inParagraph, false), "\n")
	var out []string
	line := all[0]
	for _, next := range all[1:] {
		// A backslash ends a line only between words, and not after another.
		if line == "" || next == "" || strings.HasSuffix(line, `\`) {
			line += "<br>" + next
			continue
		}
		out, line = append(out, escapeStart(escapeEdges(line))), next
	}
	out = append(out, escapeStart(escapeEdges(line)))
	return strings.Join(out, "\\\n")
}

// oneLine writes inline nodes where a line cannot be broken.
func (m *markup) oneLine(nodes []*text.Node, where setting) string {
	return escapeEdges(strings.ReplaceAll(m.inline(nodes, where, false), "\n", "<br>"))
}

// blocks writes each block. Two lists in a row differ in their sign, or they
// would be one.
func (m *markup) blocks(nodes []*text.Node) []string {
	var out []string
	other := false
	for i, n := range nodes {
		other = i > 0 && nodes[i-1].Type == n.Type && !other
		out = append(out, m.block(n, other))
	}
	return out
}

func (m *markup) block(n *text.Node, other bool) string {
	switch n.Type.Name {
	case "bullet_list", "ordered_list":
		return m.list(n, other)
	case "quotation":
		return prefixed(strings.Join(m.blocks(n.Content), "\n\n"), "> ", "> ")
	case "table":
		return m.table(n)
	case "image":
		s := "![" + escape(n.Attr("alt"), inParagraph) + "](" + address(n.Attr("src"))
		if caption := n.Attr("caption"); caption != "" {
			s += ` "` + value(caption) + `"`
		}
		return s + ")"
	}
	return m.paragraph(n.Content)
}

func (m *markup) list(n *text.Node, other bool) string {
	apart := "\n"
	for _, item := range n.Content {
		if len(item.Content) > 1 {
			apart = "\n\n"
		}
	}
	items := make([]string, len(n.Content))
	for i, item := range n.Content {
		sign := marker(n, i, other) + " "
		items[i] = prefixed(strings.Join(m.blocks(item.Content), "\n\n"), sign, strings.Repeat(" ", len(sign)))
	}
	return strings.Join(items, apart)
}

// marker is the sign of the item of that index.
func marker(list *text.Node, index int, other bool) string {
	signs := [2]string{"-", "+"}
	if list.Is("ordered_list") {
		number := min(list.Int("start")+index, maxStart)
		signs = [2]string{fmt.Sprintf("%d.", number), fmt.Sprintf("%d)", number)}
	}
	if other {
		return signs[1]
	}
	return signs[0]
}

// prefixed writes first before the first line and rest before the others.
func prefixed(s, first, rest string) string {
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		before := rest
		if i == 0 {
			before = first
		}
		lines[i] = strings.TrimRight(before+line, " ")
	}
	return strings.Join(lines, "\n")
}

var colons = regexp.MustCompile(`:{3,}`)

// fenced writes blocks between two fences longer than any inside.
func fenced(attrs, inside string) string {
	length := 2
	for _, run := range colons.FindAllString(inside, -1) {
		length = max(length, len(run))
	}
	bar := strings.Repeat(":", length+1)
	return bar + " " + attrs + "\n" + inside + "\n" + bar
}
