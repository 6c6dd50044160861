package text

import (
	"fmt"
	"unicode/utf16"
)

type kind uint8

const (
	opening kind = iota
	closing
	leaf
	char // one UTF-16 unit
)

// token is one unit of position. node is the node opened or closed, the leaf, or
// the text node that carries the marks of a char.
type token struct {
	kind kind
	unit uint16
	node *Node
}

// tokens appends the flat form of the nodes to out.
func tokens(out []token, nodes []*Node) []token {
	for _, n := range nodes {
		switch {
		case n.Type.IsText():
			for _, r := range n.Text {
				if r1, r2 := utf16.EncodeRune(r); r1 != '\uFFFD' {
					out = append(out, token{char, uint16(r1), n}, token{char, uint16(r2), n})
				} else {
					out = append(out, token{char, uint16(r), n})
				}
			}
		case n.Type.IsLeaf():
			out = append(out, token{leaf, 0, n})
		default:
			out = append(out, token{opening, 0, n})
			out = tokens(out, n.Content)
			out = append(out, token{closing, 0, n})
		}
	}
	return out
}

// tree builds nodes back from tokens. A node keeps the type and attributes of
// its opening; a closing of another type is a join, allowed only where both
// hold inline content.
func tree(flat []token) ([]*Node, error) {
	stack := []*Node{{}}
	for i := 0; i < len(flat); {
		top := stack[len(stack)-1]
		t := flat[i]
		switch t.kind {
		case char:
			run, n, err := textRun(flat[i:])
			if err != nil {
				return nil, err
			}
			top.Content = append(top.Content, run)
			i += n
			continue
		case leaf:
			top.Content = append(top.Content, t.node)
		case opening:
			if len(stack) > maxDepth {
				return nil, fmt.Errorf("%w: nested too deep", ErrStep)
			}
			stack = append(stack, &Node{Type: t.node.Type, Attrs: t.node.Attrs, Marks: t.node.Marks})
		case closing:
			if len(stack) == 1 || !joinable(top.Type, t.node.Type) {
				return nil, fmt.Errorf("%w: %s is closed where it was not opened", ErrStep, t.node.Type.Name)
			}
			top.Content = merged(top.Content)
			stack = stack[:len(stack)-1]
			parent := stack[len(stack)-1]
			parent.Content = append(parent.Content, top)
		}
		i++
	}
	if len(stack) != 1 {
		return nil, fmt.Errorf("%w: %s is never closed", ErrStep, stack[len(stack)-1].Type.Name)
	}
	return merged(stack[0].Content), nil
}

func joinable(a, b *NodeType) bool {
	return a == b || a.InlineContent() && b.InlineContent()
}

// textRun gathers the units that share their marks, so that a character whose
// halves came from two places is whole again; a half that stays alone is refused.
func textRun(flat []token) (*Node, int, error) {
	marks := flat[0].node.Marks
	var run []uint16
	for _, t := range flat {
		if t.kind != char || (t.node != flat[0].node && !SameMarks(t.node.Marks, marks)) {
			break
		}
		run = append(run, t.unit)
	}
	for i := 0; i < len(run); i++ {
		if !utf16.IsSurrogate(rune(run[i])) {
			continue
		}
		if i+1 == len(run) || utf16.DecodeRune(rune(run[i]), rune(run[i+1])) == '\uFFFD' {
			return nil, 0, fmt.Errorf("%w: %w", ErrStep, ErrSurrogate)
		}
		i++
	}
	return &Node{Type: flat[0].node.Type, Text: string(utf16.Decode(run)), Marks: marks}, len(run), nil
}
