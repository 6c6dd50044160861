package export

import (
	"fmt"
	"strings"

	"unanime/motion/text"
)

func (c *compositor) all(nodes []*text.Node) []block {
	var out []block
	for _, n := range nodes {
		out = append(out, c.block(n)...)
	}
	return out
}

// block sets one block below the root.
func (c *compositor) block(n *text.Node) []block {
	switch n.Type.Name {
	case "paragraph":
		return []block{{role: paragraph, text: c.inline(n.Content)}}
	case "bullet_list":
		return []block{{role: bullets, blocks: c.items(n, func(int) string { return "•" })}}
	case "ordered_list":
		start := n.Int("start")
		return []block{{role: numbers, level: start, blocks: c.items(n, func(i int) string { return fmt.Sprintf("%d.", start+i) })}}
	case "quotation":
		return []block{{role: quotation, blocks: c.all(n.Content)}}
	case "table":
		return []block{c.table(n)}
	case "image":
		return []block{c.image(n)}
	}
	if n.Type.InlineContent() {
		return []block{{role: paragraph, text: c.inline(n.Content)}}
	}
	return c.all(n.Content)
}

func (c *compositor) items(list *text.Node, label func(int) string) []block {
	items := make([]block, len(list.Content))
	for i, n := range list.Content {
		items[i] = block{role: listItem, label: label(i), blocks: c.all(n.Content)}
	}
	return items
}

func (c *compositor) table(n *text.Node) block {
	t := block{role: table, text: c.words(n.Attr("caption"))}
	for _, r := range n.Content {
		line := block{role: row}
		for _, cl := range r.Content {
			kind := cell
			if cl.Is("table_header") {
				kind = headerCell
			}
			spans := [2]int{max(cl.Int("colspan"), 1), max(cl.Int("rowspan"), 1)}
			line.blocks = append(line.blocks, block{role: kind, spans: spans, blocks: c.all(cl.Content)})
		}
		t.blocks = append(t.blocks, line)
	}
	if len(t.blocks) > 0 && !headed(t.blocks) {
		for i := range t.blocks[0].blocks {
			t.blocks[0].blocks[i].role = headerCell
		}
	}
	return t
}

// headed says whether a cell of the rows is a header. A table without any has its
// first row as one, as in Markdown: who listens to a table needs them.
func headed(rows []block) bool {
	for _, r := range rows {
		for _, c := range r.blocks {
			if c.role == headerCell {
				return true
			}
		}
	}
	return false
}

// image becomes its description: an export fetches nothing.
func (c *compositor) image(n *text.Node) block {
	said := n.Attr("alt")
	if said == "" {
		said = "sans description"
	}
	c.lost = append(c.lost, "Image remplacée par son texte : "+said)
	words := c.words("[Image : " + said + "]")
	if caption := n.Attr("caption"); caption != "" {
		words = append(words, run{text: "\n"})
		words = append(words, c.words(caption)...)
	}
	return block{role: figure, text: words}
}

// words sets a text that is not part of the tree.
func (c *compositor) words(s string) []run {
	if s == "" {
		return nil
	}
	return set([]run{{text: oneLine.Replace(s)}})
}

var oneLine = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ", "\t", " ", "\u2028", " ", "\u2029", " ")
