package text

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
)

//go:embed schema.json
var schemaJSON []byte

// SchemaJSON returns the schema as it is served to the browser.
func SchemaJSON() []byte { return slices.Clone(schemaJSON) }

// Motion returns the schema of a motion, read once from schema.json. It panics
// if the file is wrong, which only a programmer can cause.
var Motion = sync.OnceValue(func() *Schema {
	s, err := parseSchema(schemaJSON)
	if err != nil {
		panic("motion/text: schema.json: " + err.Error())
	}
	return s
})

// Schema says which nodes and marks exist and what each may hold.
type Schema struct {
	Top   *NodeType
	nodes map[string]*NodeType
	marks map[string]*MarkType
}

// NodeType is one kind of node: a proposition, a paragraph, a text.
type NodeType struct {
	Name   string
	Groups []string
	Inline bool
	Atom   bool
	Attrs  []AttrSpec

	content *expression // what children are accepted, in which order
	marks   []*MarkType // marks allowed on inline children
}

// MarkType is one kind of mark on inline content: strong, a link.
type MarkType struct {
	Name     string
	Attrs    []AttrSpec
	excludes []string
	rank     int // marks on a node are kept in this order
}

// AttrSpec names an attribute and its default; without one it must be given.
type AttrSpec struct {
	Name    string `json:"name"`
	Default any    `json:"default"`
	Needed  bool   `json:"-"`
}

// UnmarshalJSON tells an absent default from a default of null.
func (a *AttrSpec) UnmarshalJSON(b []byte) error {
	var raw map[string]any
	if err := json.Unmarshal(b, &raw); err != nil {
		return err
	}
	a.Name, _ = raw["name"].(string)
	def, given := raw["default"]
	a.Default, a.Needed = def, !given
	return nil
}

// Node returns the type of that name, or nil.
func (s *Schema) Node(name string) *NodeType { return s.nodes[name] }

// Mark returns the mark type of that name, or nil.
func (s *Schema) Mark(name string) *MarkType { return s.marks[name] }

// IsText says whether nodes of this type are runs of characters.
func (t *NodeType) IsText() bool { return t.Name == "text" }

// IsLeaf says whether nodes of this type can never have children.
func (t *NodeType) IsLeaf() bool { return t.content.empty() }

// InlineContent says whether the children are text and its like.
func (t *NodeType) InlineContent() bool { return t.content.inline }

func (t *NodeType) in(name string) bool {
	return t.Name == name || slices.Contains(t.Groups, name)
}

func (t *NodeType) allows(m *MarkType) bool { return slices.Contains(t.marks, m) }

func parseSchema(raw []byte) (*Schema, error) {
	var file struct {
		TopNode string
		Nodes   []struct {
			Name, Content, Group string
			Marks                *string
			Inline, Atom         bool
			Attrs                []AttrSpec
		}
		Marks []struct {
			Name     string
			Excludes *string
			Attrs    []AttrSpec
		}
	}
	if err := json.Unmarshal(raw, &file); err != nil {
		return nil, err
	}
	s := &Schema{nodes: map[string]*NodeType{}, marks: map[string]*MarkType{}}
	var all []*MarkType
	for i, m := range file.Marks {
		t := &MarkType{Name: m.Name, Attrs: m.Attrs, excludes: []string{m.Name}, rank: i}
		if m.Excludes != nil {
			t.excludes = strings.Fields(*m.Excludes)
		}
		s.marks[m.Name], all = t, append(all, t)
	}
	for _, n := range file.Nodes {
		s.nodes[n.Name] = &NodeType{Name: n.Name, Groups: strings.Fields(n.Group), Inline: n.Inline, Atom: n.Atom, Attrs: n.Attrs}
	}
	for _, n := range file.Nodes {
		t := s.nodes[n.Name]
		x, err := compile(n.Content, s)
		if err != nil {
			return nil, fmt.Errorf("content of %s: %w", n.Name, err)
		}
		t.content = x
		if x.inline && (n.Marks == nil || *n.Marks == "_") {
			t.marks = all
		}
	}
	if s.Top = s.nodes[file.TopNode]; s.Top == nil {
		return nil, fmt.Errorf("no top node %q", file.TopNode)
	}
	return s, nil
}
