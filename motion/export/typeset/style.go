package typeset

// Family lists fonts: a character is set in the first that has it.
type Family []*Font

// Color is red, green, blue.
type Color [3]uint8

// Style is how a run of text looks.
type Style struct {
	Family    Family
	Size      float64 // points
	Leading   float64 // from one baseline to the next, points
	Rise      float64 // above the baseline, points
	Tracking  float64 // added after every glyph, thousandths of the size
	Features  string  // OpenType features to turn on, as "tnum lnum"
	Color     Color
	Underline bool
	Strike    bool
}

// Run is text of one look and one source.
type Run struct {
	Text    string // "\n" is a forced line break
	Style   *Style
	Element *Element
	Link    string // "#anchor", an address, or none
	Title   string // what the link leads to, in words
}

// Element is a part of the document, in the structure types of PDF (ISO 32000-1,
// 14.8.4): H1, P, L, LI, Lbl, LBody, Table, TR, TH, TD, Link, Note and so on.
// Blocks are declared in order with Child. An Inline takes its place when its
// text is met, between the texts of its parent.
type Element struct {
	Type, ID, Alt string
	Attributes    []Attribute
	Parent        *Element
	Children      []*Element // of blocks only
}

// Attribute is one attribute of an element, such as Table, Scope, /Column.
type Attribute struct{ Owner, Key, Value string }

// Child adds a block.
func (e *Element) Child(kind string) *Element {
	child := &Element{Type: kind, Parent: e}
	e.Children = append(e.Children, child)
	return child
}

// Inline makes a phrase of the element.
func (e *Element) Inline(kind string) *Element { return &Element{Type: kind, Parent: e} }

// Set adds an attribute.
func (e *Element) Set(owner, key, value string) {
	e.Attributes = append(e.Attributes, Attribute{owner, key, value})
}
