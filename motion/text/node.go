package text

import (
	"cmp"
	"iter"
	"reflect"
	"slices"
	"strings"
	"unicode/utf16"
)

// Node is one node of the tree. Text nodes have Text and no Content; the others
// have Content and no Text. Treat it as a value: build a new one to change it.
type Node struct {
	Type    *NodeType
	Attrs   map[string]any // JSON values; one for each AttrSpec of the type
	Content []*Node
	Text    string // UTF-8, never empty in a text node
	Marks   []Mark // on inline nodes, in the order of the schema
}

// Mark is a mark set on an inline node.
type Mark struct {
	Type  *MarkType
	Attrs map[string]any
}

// New returns a node of the named type of the motion's schema, with defaults for
// the attributes not given in attrs (which may be nil). It panics on a name that
// the schema does not have: the names are the program's, never a person's.
func New(name string, attrs map[string]any, children ...*Node) *Node {
	t := Motion().Node(name)
	if t == nil {
		panic("motion/text: no node " + name)
	}
	return &Node{Type: t, Attrs: complete(t.Attrs, attrs), Content: merged(children)}
}

// Run returns a text node with the named marks, or nil for an empty text; New
// leaves nil children out.
func Run(s string, marks ...Mark) *Node {
	if s == "" {
		return nil
	}
	slices.SortFunc(marks, func(a, b Mark) int { return cmp.Compare(a.Type.rank, b.Type.rank) })
	return &Node{Type: Motion().Node("text"), Text: strings.ToValidUTF8(s, "\uFFFD"), Marks: marks}
}

// Marked returns a mark of the named type. It panics on an unknown name.
func Marked(name string, attrs map[string]any) Mark {
	t := Motion().Mark(name)
	if t == nil {
		panic("motion/text: no mark " + name)
	}
	return Mark{Type: t, Attrs: complete(t.Attrs, attrs)}
}

func complete(specs []AttrSpec, given map[string]any) map[string]any {
	if len(specs) == 0 {
		return nil
	}
	all := make(map[string]any, len(specs))
	for _, a := range specs {
		all[a.Name] = a.Default
		if v, ok := given[a.Name]; ok {
			all[a.Name] = v
		}
	}
	return all
}

// merged drops nil children and joins neighbouring texts with the same marks,
// as the schema's normal form demands.
func merged(children []*Node) []*Node {
	var out []*Node
	for _, c := range children {
		if c == nil {
			continue
		}
		if n := len(out); n > 0 && c.Type.IsText() && out[n-1].Type.IsText() && SameMarks(c.Marks, out[n-1].Marks) {
			joined := *out[n-1]
			joined.Text += c.Text
			out[n-1] = &joined
			continue
		}
		out = append(out, c)
	}
	return out
}

// SameMarks says whether two sets of marks are equal, attributes included.
func SameMarks(a, b []Mark) bool {
	return slices.EqualFunc(a, b, func(x, y Mark) bool {
		return x.Type == y.Type && reflect.DeepEqual(x.Attrs, y.Attrs)
	})
}

// Is says whether the node is of the named type.
func (n *Node) Is(name string) bool { return n.Type.Name == name }

// Attr returns a text attribute, "" when it is absent or not a text.
func (n *Node) Attr(name string) string {
	s, _ := n.Attrs[name].(string)
	return s
}

// Int returns a whole-number attribute, 0 when it is absent or not a number.
func (n *Node) Int(name string) int {
	switch v := n.Attrs[name].(type) {
	case float64:
		return int(v)
	case int:
		return v
	}
	return 0
}

// Has returns the mark of the named type on the node, if it is there.
func (n *Node) Has(mark string) (Mark, bool) {
	for _, m := range n.Marks {
		if m.Type.Name == mark {
			return m, true
		}
	}
	return Mark{}, false
}

// Size is the number of tokens: UTF-16 units for a text, 1 for a leaf, the
// content and two more for the others.
func (n *Node) Size() int {
	switch {
	case n.Type.IsText():
		return units(n.Text)
	case n.Type.IsLeaf():
		return 1
	}
	return n.ContentSize() + 2
}

// ContentSize is the number of tokens between the opening and the closing.
func (n *Node) ContentSize() int {
	size := 0
	for _, c := range n.Content {
		size += c.Size()
	}
	return size
}

func units(s string) int {
	n := 0
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}

// Plain returns the characters of the node and of all below it; blocks and hard
// breaks are separated by a line feed, notes are left out.
func (n *Node) Plain() string {
	var b strings.Builder
	n.plain(&b)
	return b.String()
}

func (n *Node) plain(b *strings.Builder) {
	switch {
	case n.Type.IsText():
		b.WriteString(n.Text)
		return
	case n.Is("hard_break"):
		b.WriteByte('\n')
		return
	case n.Is("note"):
		return
	}
	for i, c := range n.Content {
		if i > 0 && !c.Type.Inline {
			b.WriteByte('\n')
		}
		c.plain(b)
	}
}

// Children yields the children with the position at which each starts, counted
// from the inside of n.
func (n *Node) Children() iter.Seq2[int, *Node] {
	return func(yield func(int, *Node) bool) {
		at := 0
		for _, c := range n.Content {
			if !yield(at, c) {
				return
			}
			at += c.Size()
		}
	}
}
