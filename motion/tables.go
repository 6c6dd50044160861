package motion

import (
	"strings"

	"unanime/motion/text"
)

// table writes a table with pipes when it has one row of headers and cells of
// one paragraph, else between fences; a caption always asks for fences.
func (m *markup) table(n *text.Node) string {
	var inside string
	if isSimple(n) {
		inside = m.pipes(n)
	} else {
		rows := make([]string, len(n.Content))
		for i, row := range n.Content {
			rows[i] = fenced(attributes("row", ""), m.cells(row))
		}
		inside = strings.Join(rows, "\n")
	}
	if n.Attr("caption") == "" && isSimple(n) {
		return inside
	}
	return fenced(attributes("table", "", pair("caption", n.Attr("caption"), "")), inside)
}

func (m *markup) cells(row *text.Node) string {
	cells := make([]string, len(row.Content))
	for i, c := range row.Content {
		class := "cell"
		if c.Is("table_header") {
			class = "header"
		}
		attrs := attributes(class, "", numberPair("colspan", c.Attrs["colspan"], 1), numberPair("rowspan", c.Attrs["rowspan"], 1))
		cells[i] = fenced(attrs, strings.Join(m.blocks(c.Content), "\n\n"))
	}
	return strings.Join(cells, "\n")
}

func isSimple(n *text.Node) bool {
	for i, row := range n.Content {
		if len(row.Content) != len(n.Content[0].Content) {
			return false
		}
		for _, c := range row.Content {
			spans := numberPair("", c.Attrs["colspan"], 1) + numberPair("", c.Attrs["rowspan"], 1)
			if c.Is("table_header") != (i == 0) || spans != "" || len(c.Content) != 1 || !c.Content[0].Is("paragraph") {
				return false
			}
		}
	}
	return true
}

func (m *markup) pipes(n *text.Node) string {
	var lines []string
	for i, row := range n.Content {
		line := "|"
		for _, c := range row.Content {
			line += " " + m.oneLine(c.Content[0].Content, inCell) + " |"
		}
		lines = append(lines, line)
		if i == 0 {
			lines = append(lines, "|"+strings.Repeat(" --- |", len(row.Content)))
		}
	}
	return strings.Join(lines, "\n")
}
