package motion

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	table "github.com/yuin/goldmark/extension/ast"

	"unanime/motion/text"
)

// maxNesting is how deep quotations, lists and tables may stand in one another;
// what is deeper loses its frame and keeps its words. The schema reads trees of
// 64 levels, and a list takes two, a table three.
const maxNesting = 58

// blockReader turns goldmark's blocks into the motion's.
type blockReader struct {
	src    []byte
	notes  map[string]ast.Node // definitions of footnotes by label
	placed map[string]int      // labels whose note was placed, with the length of its words
	copied int                 // bytes repeated so far, see copies
	unused map[ast.Node]bool   // definitions that no note refers to
}

// findNotes gathers the definitions of the footnotes, and those in use.
func (r *blockReader) findNotes(root ast.Node) {
	r.notes, r.placed, r.unused = map[string]ast.Node{}, map[string]int{}, map[ast.Node]bool{}
	wanted := map[string]bool{}
	var definitions []*footnoteNode
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *footnoteNode:
			if entering {
				definitions = append(definitions, n)
			}
		case *referenceNode:
			wanted[n.label] = wanted[n.label] || !inFootnote(n)
		}
		return ast.WalkContinue, nil
	})
	for _, d := range definitions {
		if wanted[d.label] && r.notes[d.label] == nil {
			r.notes[d.label] = d
		} else {
			r.unused[d] = true
		}
	}
}

func inFootnote(n ast.Node) bool {
	for ; n != nil; n = n.Parent() {
		if n.Kind() == kindFootnote {
			return true
		}
	}
	return false
}

// flat returns what stands in a block without its frames: paragraphs and images.
func (r *blockReader) flat(n ast.Node) []*text.Node {
	switch n.Kind() {
	case ast.KindParagraph, ast.KindTextBlock, ast.KindHeading, ast.KindCodeBlock, ast.KindFencedCodeBlock:
		return r.block(n, 0)
	case table.KindTableCell:
		return []*text.Node{text.New("paragraph", nil, r.inline(n)...)}
	}
	var all []*text.Node
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		all = append(all, r.flat(c)...)
	}
	return all
}

// children reads the blocks below n, at the given depth in the tree.
func (r *blockReader) children(n ast.Node, depth int) []*text.Node {
	var all []*text.Node
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		all = append(all, r.block(c, depth)...)
	}
	return all
}

// filled is children for a node that cannot be empty.
func (r *blockReader) filled(n ast.Node, depth int) []*text.Node {
	if all := r.children(n, depth); len(all) > 0 {
		return all
	}
	return []*text.Node{text.New("paragraph", nil)}
}

// block reads one block, which may give several or none.
func (r *blockReader) block(n ast.Node, depth int) []*text.Node {
	if depth > maxNesting && n.Kind() != kindFootnote {
		return r.flat(n)
	}
	switch n := n.(type) {
	case *ast.Paragraph, *ast.TextBlock:
		return r.paragraphs(n)
	case *ast.Heading:
		return []*text.Node{text.New("paragraph", nil, bold(r.inline(n))...)}
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		return []*text.Node{text.New("paragraph", nil, r.codeLines(n)...)}
	case *ast.Blockquote:
		return []*text.Node{text.New("quotation", nil, r.filled(n, depth+1)...)}
	case *ast.List:
		return []*text.Node{r.list(n, depth)}
	case *table.Table:
		return []*text.Node{r.table(n, depth)}
	case *fenceNode:
		if attribute(n, "class") == "table" {
			return r.fencedTable(n, depth)
		}
		return r.children(n, depth)
	case *footnoteNode:
		return r.unusedNote(n)
	}
	return nil // a rule inside a block, a link's definition: nothing to say
}

// noteWords returns the texts of a definition: a note has no paragraphs, breaks
// or notes of its own.
func (r *blockReader) noteWords(definition ast.Node) []*text.Node {
	notes := r.notes
	r.notes = nil
	defer func() { r.notes = notes }()
	var all []*text.Node
	for i, block := range r.flat(definition) {
		if i > 0 {
			all = append(all, text.Run(" "))
		}
		if block.Is("image") {
			all = append(all, text.Run(block.Attr("alt")))
		}
		all = append(all, textsOnly(block.Content)...)
	}
	return all
}

// paragraphs reads a paragraph: images when it holds nothing else.
func (r *blockReader) paragraphs(n ast.Node) []*text.Node {
	var images []*text.Node
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Image:
			if c.Reference != nil && !r.copies(len(c.Destination)+len(c.Title)) {
				return []*text.Node{text.New("paragraph", nil, r.inline(n)...)}
			}
			images = append(images, text.New("image", map[string]any{
				"src": unescape(c.Destination), "alt": r.plain(c), "caption": unescape(c.Title),
			}))
		case *ast.Text:
			if strings.Trim(string(c.Segment.Value(r.src)), " \t\n") != "" {
				return []*text.Node{text.New("paragraph", nil, r.inline(n)...)}
			}
		default:
			return []*text.Node{text.New("paragraph", nil, r.inline(n)...)}
		}
	}
	if images == nil {
		return []*text.Node{text.New("paragraph", nil, r.inline(n)...)}
	}
	return images
}

func bold(nodes []*text.Node) []*text.Node {
	all := make([]*text.Node, len(nodes))
	for i, n := range nodes {
		all[i] = withMarks(n, with(n.Marks, "strong", "", ""))
	}
	return all
}

func (r *blockReader) codeLines(n ast.Node) []*text.Node {
	var all []*text.Node
	for i := range n.Lines().Len() {
		if i > 0 {
			all = append(all, text.New("hard_break", nil))
		}
		line := n.Lines().At(i)
		all = append(all, text.Run(strings.TrimRight(string(line.Value(r.src)), "\n")))
	}
	return all
}

func (r *blockReader) list(n *ast.List, depth int) *text.Node {
	var items []*text.Node
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		content := r.children(c, depth+2)
		if len(content) == 0 || !content[0].Is("paragraph") {
			content = append([]*text.Node{text.New("paragraph", nil)}, content...)
		}
		items = append(items, text.New("list_item", nil, content...))
	}
	if n.IsOrdered() {
		return text.New("ordered_list", map[string]any{"start": float64(n.Start)}, items...)
	}
	return text.New("bullet_list", nil, items...)
}

// unusedNote keeps the words of a definition that no note refers to.
func (r *blockReader) unusedNote(n *footnoteNode) []*text.Node {
	if !r.unused[n] {
		return nil
	}
	words := append([]*text.Node{text.Run("[^" + n.label + "]: ")}, r.noteWords(n)...)
	return []*text.Node{text.New("paragraph", nil, words...)}
}
