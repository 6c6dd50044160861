package text

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"unicode/utf8"
)

// ErrSurrogate: half of a character (a lone UTF-16 surrogate) in a JSON text.
// encoding/json would turn it into U+FFFD without a word, so it is refused.
var ErrSurrogate = errors.New("half a character (lone surrogate) in the text")

// maxDepth bounds the nesting of a tree: deeper ones come from an attack.
const maxDepth = 64

type nodeJSON struct {
	Type    string          `json:"type"`
	Attrs   json.RawMessage `json:"attrs,omitempty"`
	Content []nodeJSON      `json:"content,omitempty"`
	Text    string          `json:"text,omitempty"`
	Marks   []markJSON      `json:"marks,omitempty"`
}

type markJSON struct {
	Type  string          `json:"type"`
	Attrs json.RawMessage `json:"attrs,omitempty"`
}

// Decode reads a whole document in the browser's JSON form and checks it.
func (s *Schema) Decode(raw []byte) (*Node, error) {
	var in nodeJSON
	if err := decodeStrict(raw, &in); err != nil {
		return nil, err
	}
	n, err := s.build(in, 0)
	if err != nil {
		return nil, err
	}
	if n.Type != s.Top {
		return nil, &SchemaError{n.Type.Name, "is not a whole document"}
	}
	return n, n.Check()
}

func decodeStrict(raw []byte, into any) error {
	if !utf8.Valid(raw) {
		return errors.New("the text is not valid UTF-8")
	}
	if loneSurrogate(raw) {
		return ErrSurrogate
	}
	if err := json.Unmarshal(raw, into); err != nil {
		return fmt.Errorf("reading JSON: %w", err)
	}
	return nil
}

// loneSurrogate looks for an escaped UTF-16 half (\uD800–\uDFFF) without its
// other half. raw may be any bytes.
func loneSurrogate(raw []byte) bool {
	for i := 0; i+1 < len(raw); i++ {
		if raw[i] != '\\' {
			continue
		}
		high, ok := escapedUnit(raw[i:])
		i++ // the escaped character itself, so that "\\u" is not misread
		if !ok || high < 0xD800 || high > 0xDFFF {
			continue
		}
		low, ok := escapedUnit(raw[min(i+5, len(raw)):])
		if high > 0xDBFF || !ok || low < 0xDC00 || low > 0xDFFF {
			return true
		}
		i += 10
	}
	return false
}

func escapedUnit(b []byte) (unit uint16, ok bool) {
	if len(b) < 6 || b[0] != '\\' || b[1] != 'u' {
		return 0, false
	}
	for _, c := range b[2:6] {
		digit := bytes.IndexByte([]byte("0123456789abcdef"), c|0x20)
		if digit < 0 {
			return 0, false
		}
		unit = unit<<4 | uint16(digit)
	}
	return unit, true
}

func (s *Schema) build(in nodeJSON, depth int) (*Node, error) {
	t := s.nodes[in.Type]
	switch {
	case t == nil:
		return nil, &SchemaError{in.Type, "is not in the schema"}
	case depth > maxDepth:
		return nil, &SchemaError{in.Type, "is nested too deep"}
	case t.IsText() != (in.Text != ""):
		return nil, &SchemaError{in.Type, "text is where it cannot be, or missing"}
	}
	attrs, err := readAttrs(t.Name, t.Attrs, in.Attrs)
	if err != nil {
		return nil, err
	}
	n := &Node{Type: t, Attrs: attrs, Text: in.Text}
	for _, m := range in.Marks {
		mt := s.marks[m.Type]
		if mt == nil {
			return nil, &SchemaError{m.Type, "is not a mark of the schema"}
		}
		attrs, err := readAttrs(mt.Name, mt.Attrs, m.Attrs)
		if err != nil {
			return nil, err
		}
		n.Marks = append(n.Marks, Mark{mt, attrs})
	}
	slices.SortStableFunc(n.Marks, func(a, b Mark) int { return cmp.Compare(a.Type.rank, b.Type.rank) })
	children := make([]*Node, 0, len(in.Content))
	for _, c := range in.Content {
		child, err := s.build(c, depth+1)
		if err != nil {
			return nil, err
		}
		children = append(children, child)
	}
	n.Content = merged(children)
	return n, nil
}

func readAttrs(owner string, specs []AttrSpec, raw json.RawMessage) (map[string]any, error) {
	given := map[string]any{}
	if len(raw) > 0 {
		if err := json.Unmarshal(raw, &given); err != nil {
			return nil, &SchemaError{owner, "has attributes that cannot be read"}
		}
	}
	for _, a := range specs {
		v, ok := given[a.Name]
		if !ok && a.Needed {
			return nil, &SchemaError{owner, "needs the attribute " + a.Name}
		}
		if ok && !sameKind(v, a) {
			return nil, &SchemaError{owner, "has a wrong value for " + a.Name}
		}
	}
	return complete(specs, given), nil
}

// sameKind holds attributes to flat values of the kind of their default; one
// without a default is a text.
func sameKind(v any, a AttrSpec) bool {
	switch a.Default.(type) {
	case float64, int:
		_, ok := v.(float64)
		return ok
	case bool:
		_, ok := v.(bool)
		return ok
	}
	_, ok := v.(string)
	return ok
}

// MarshalJSON writes the browser's form: attributes in the schema's order, no
// HTML escaping, so that equal trees give equal bytes.
func (n *Node) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	if err := n.write(&b); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func (n *Node) write(b *bytes.Buffer) error {
	b.WriteString(`{"type":`)
	writeValue(b, n.Type.Name)
	if err := writeAttrs(b, n.Type.Attrs, n.Attrs); err != nil {
		return err
	}
	if len(n.Content) > 0 {
		b.WriteString(`,"content":[`)
		for i, c := range n.Content {
			if i > 0 {
				b.WriteByte(',')
			}
			if err := c.write(b); err != nil {
				return err
			}
		}
		b.WriteByte(']')
	}
	if len(n.Marks) > 0 {
		b.WriteString(`,"marks":[`)
		for i, m := range n.Marks {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString(`{"type":`)
			writeValue(b, m.Type.Name)
			if err := writeAttrs(b, m.Type.Attrs, m.Attrs); err != nil {
				return err
			}
			b.WriteByte('}')
		}
		b.WriteByte(']')
	}
	if n.Text != "" {
		b.WriteString(`,"text":`)
		writeValue(b, n.Text)
	}
	b.WriteByte('}')
	return nil
}

func writeAttrs(b *bytes.Buffer, specs []AttrSpec, attrs map[string]any) error {
	if len(specs) == 0 {
		return nil
	}
	b.WriteString(`,"attrs":{`)
	for i, a := range specs {
		if i > 0 {
			b.WriteByte(',')
		}
		writeValue(b, a.Name)
		b.WriteByte(':')
		if err := writeValue(b, attrs[a.Name]); err != nil {
			return err
		}
	}
	b.WriteByte('}')
	return nil
}

func writeValue(b *bytes.Buffer, v any) error {
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return err
	}
	b.Truncate(b.Len() - 1) // Encode ends with a line feed
	return nil
}
