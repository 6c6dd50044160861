package text

import "fmt"

// SchemaError says where a tree breaks the schema, and how.
type SchemaError struct {
	Node   string // type of the node that is wrong
	Reason string
}

func (e *SchemaError) Error() string { return fmt.Sprintf("%s: %s", e.Node, e.Reason) }

// Check verifies the node and all below it: children and their order, marks
// allowed and in order, attributes present. The error is a *SchemaError.
func (n *Node) Check() error {
	if at, ok := n.Type.content.accepts(n.Content); !ok {
		reason := "something is missing at the end"
		if at < len(n.Content) {
			reason = fmt.Sprintf("%s cannot stand at place %d", n.Content[at].Type.Name, at)
		}
		return &SchemaError{n.Type.Name, reason}
	}
	if n.Type.IsText() && n.Text == "" {
		return &SchemaError{"text", "is empty"}
	}
	for i, c := range n.Content {
		if err := n.checkMarks(c); err != nil {
			return err
		}
		if i > 0 && c.Type.IsText() && n.Content[i-1].Type.IsText() && SameMarks(c.Marks, n.Content[i-1].Marks) {
			return &SchemaError{n.Type.Name, "holds two texts that should be one"}
		}
		if err := c.Check(); err != nil {
			return err
		}
	}
	return nil
}

func (n *Node) checkMarks(child *Node) error {
	for i, m := range child.Marks {
		if !n.Type.allows(m.Type) {
			return &SchemaError{n.Type.Name, "does not allow the mark " + m.Type.Name}
		}
		if i == 0 {
			continue
		}
		before := child.Marks[i-1].Type
		if before.rank >= m.Type.rank {
			return &SchemaError{child.Type.Name, "has its marks out of order"}
		}
		for _, name := range m.Type.excludes {
			if _, clash := child.Has(name); clash && name != m.Type.Name {
				return &SchemaError{child.Type.Name, m.Type.Name + " excludes " + name}
			}
		}
	}
	return nil
}
