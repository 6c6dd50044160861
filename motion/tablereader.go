package motion

import (
	"github.com/yuin/goldmark/ast"
	piped "github.com/yuin/goldmark/extension/ast"

	"unanime/motion/text"
)

// table reads a table with pipes.
func (r *blockReader) table(n *piped.Table, depth int) *text.Node {
	var rows []*text.Node
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		name := "table_cell"
		if row.Kind() == piped.KindTableHeader {
			name = "table_header"
		}
		var cells []*text.Node
		for c := row.FirstChild(); c != nil; c = c.NextSibling() {
			cells = append(cells, text.New(name, nil, text.New("paragraph", nil, r.inline(c)...)))
		}
		rows = append(rows, text.New("table_row", nil, cells...))
	}
	return text.New("table", nil, rows...)
}

// fencedTable reads a table between fences: one table with pipes, or rows and
// cells between fences of their own. Anything else keeps its words.
func (r *blockReader) fencedTable(n ast.Node, depth int) []*text.Node {
	caption := map[string]any{"caption": attribute(n, "caption")}
	if inner, ok := n.FirstChild().(*piped.Table); ok && inner.NextSibling() == nil {
		return []*text.Node{text.New("table", caption, r.table(inner, depth).Content...)}
	}
	var rows, others []*text.Node
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if cells := r.fencedCells(c, depth+2); len(cells) > 0 {
			rows = append(rows, text.New("table_row", nil, cells...))
		} else {
			others = append(others, r.block(c, depth)...)
		}
	}
	if len(rows) == 0 {
		return others
	}
	return append([]*text.Node{text.New("table", caption, rows...)}, others...)
}

// fencedCells returns the cells of a row, none when n is no row or holds
// something else.
func (r *blockReader) fencedCells(n ast.Node, depth int) []*text.Node {
	if n.Kind() != kindFence || attribute(n, "class") != "row" {
		return nil
	}
	var cells []*text.Node
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		name := map[string]string{"header": "table_header", "cell": "table_cell"}[attribute(c, "class")]
		if c.Kind() != kindFence || name == "" {
			return nil
		}
		spans := map[string]any{"colspan": numberAttribute(c, "colspan", 1), "rowspan": numberAttribute(c, "rowspan", 1)}
		cells = append(cells, text.New(name, spans, r.filled(c, depth+1)...))
	}
	return cells
}

func numberAttribute(n ast.Node, name string, byDefault float64) float64 {
	if v, ok := n.AttributeString(name); ok {
		if f, ok := v.(float64); ok {
			return f
		}
	}
	return byDefault
}
