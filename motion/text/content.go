package text

import (
	"fmt"
	"slices"
	"strings"
)

// expression is a content expression such as "paragraph block*", compiled to a
// nondeterministic automaton: edges[i] leaves state i by a name (of a node type
// or of a group), or freely when the name is empty. Matching keeps the set of
// states that are possible, so its cost is children × states and no expression
// can make it explode.
type expression struct {
	edges  [][]edge
	accept int
	inline bool // the children are inline nodes
}

type edge struct {
	name string // "" is free
	to   int
}

// compile reads sequences, "|", "*", "+", "?" and parentheses.
func compile(source string, s *Schema) (*expression, error) {
	p := &contentParser{words: contentWords(source), x: &expression{edges: make([][]edge, 1)}, schema: s}
	end, err := p.choice(0)
	if err != nil {
		return nil, err
	}
	if p.peek() != "" {
		return nil, fmt.Errorf("unexpected %q", p.peek())
	}
	p.x.accept = end
	return p.x, nil
}

func contentWords(source string) []string {
	for _, mark := range []string{"(", ")", "|", "*", "+", "?"} {
		source = strings.ReplaceAll(source, mark, " "+mark+" ")
	}
	return strings.Fields(source)
}

type contentParser struct {
	words  []string
	x      *expression
	schema *Schema
}

func (p *contentParser) peek() string {
	if len(p.words) == 0 {
		return ""
	}
	return p.words[0]
}

func (p *contentParser) state() int {
	p.x.edges = append(p.x.edges, nil)
	return len(p.x.edges) - 1
}

func (p *contentParser) link(from, to int, name string) {
	p.x.edges[from] = append(p.x.edges[from], edge{name, to})
}

// choice parses alternatives that all leave from and returns the state where
// they meet.
func (p *contentParser) choice(from int) (int, error) {
	end := p.state()
	for {
		last, err := p.sequence(from)
		if err != nil {
			return 0, err
		}
		p.link(last, end, "")
		if p.peek() != "|" {
			return end, nil
		}
		p.words = p.words[1:]
	}
}

func (p *contentParser) sequence(from int) (int, error) {
	for {
		switch p.peek() {
		case "", "|", ")":
			return from, nil
		}
		start := p.state()
		p.link(from, start, "")
		end, err := p.atom(start)
		if err != nil {
			return 0, err
		}
		from = p.repeat(start, end)
	}
}

func (p *contentParser) atom(from int) (int, error) {
	word := p.words[0]
	p.words = p.words[1:]
	if word == "(" {
		end, err := p.choice(from)
		if err == nil && p.peek() != ")" {
			err = fmt.Errorf("missing )")
		}
		if err != nil {
			return 0, err
		}
		p.words = p.words[1:]
		return end, nil
	}
	known := false
	for _, t := range p.schema.nodes {
		if t.in(word) {
			known = true
			p.x.inline = p.x.inline || t.Inline
		}
	}
	if !known {
		return 0, fmt.Errorf("no node or group %q", word)
	}
	end := p.state()
	p.link(from, end, word)
	return end, nil
}

func (p *contentParser) repeat(start, end int) int {
	switch p.peek() {
	case "*":
		p.link(start, end, "")
		p.link(end, start, "")
	case "+":
		p.link(end, start, "")
	case "?":
		p.link(start, end, "")
	default:
		return end
	}
	p.words = p.words[1:]
	after := p.state()
	p.link(end, after, "")
	return after
}

func (x *expression) empty() bool {
	for _, from := range x.edges {
		for _, e := range from {
			if e.name != "" {
				return false
			}
		}
	}
	return true
}

// accepts says whether the children, in this order, satisfy the expression. When
// they do not, at is the index of the first child that cannot stand where it
// does, or len(children) when something is missing after the last.
func (x *expression) accepts(children []*Node) (at int, ok bool) {
	now := x.free([]int{0})
	for i, child := range children {
		var next []int
		for _, state := range now {
			for _, e := range x.edges[state] {
				if e.name != "" && child.Type.in(e.name) && !slices.Contains(next, e.to) {
					next = append(next, e.to)
				}
			}
		}
		if len(next) == 0 {
			return i, false
		}
		now = x.free(next)
	}
	return len(children), slices.Contains(now, x.accept)
}

// free adds the states that can be reached without consuming a child.
func (x *expression) free(states []int) []int {
	for i := 0; i < len(states); i++ {
		for _, e := range x.edges[states[i]] {
			if e.name == "" && !slices.Contains(states, e.to) {
				states = append(states, e.to)
			}
		}
	}
	return states
}
