package text

import (
	"encoding/json"
	"errors"
	"fmt"
)

// ErrStep: the step does not fit the document. It is wrapped with the reason.
var ErrStep = errors.New("step refused")

// Step is one edit, as the browser sends it: the tokens from From to To give way
// to the tokens of Slice.
type Step struct {
	From, To int
	Slice    Slice
}

// Slice is a piece of a document. The first OpenStart levels at its start and
// the last OpenEnd levels at its end are open: their opening (closing) tokens
// are not part of it, they join what stands around.
type Slice struct {
	Content            []*Node
	OpenStart, OpenEnd int
}

type stepJSON struct {
	StepType string     `json:"stepType"`
	From     int        `json:"from"`
	To       int        `json:"to"`
	Slice    *sliceJSON `json:"slice,omitempty"`
}

type sliceJSON struct {
	Content   []nodeJSON `json:"content"`
	OpenStart int        `json:"openStart,omitempty"`
	OpenEnd   int        `json:"openEnd,omitempty"`
}

// DecodeStep reads a step of type "replace". Its slice is not yet checked: only
// the document it lands in can tell whether it fits.
func (s *Schema) DecodeStep(raw []byte) (Step, error) {
	var in stepJSON
	if err := decodeStrict(raw, &in); err != nil {
		return Step{}, err
	}
	if in.StepType != "replace" {
		return Step{}, fmt.Errorf("%w: no step type %q", ErrStep, in.StepType)
	}
	step := Step{From: in.From, To: in.To}
	if in.Slice == nil {
		return step, nil
	}
	step.Slice.OpenStart, step.Slice.OpenEnd = in.Slice.OpenStart, in.Slice.OpenEnd
	for _, c := range in.Slice.Content {
		n, err := s.build(c, 0)
		if err != nil {
			return Step{}, err
		}
		step.Slice.Content = append(step.Slice.Content, n)
	}
	return step, nil
}

// MarshalJSON writes the step as the browser's library would.
func (s Step) MarshalJSON() ([]byte, error) {
	type slice struct {
		Content   []*Node `json:"content"`
		OpenStart int     `json:"openStart,omitempty"`
		OpenEnd   int     `json:"openEnd,omitempty"`
	}
	out := struct {
		StepType string `json:"stepType"`
		From     int    `json:"from"`
		To       int    `json:"to"`
		Slice    *slice `json:"slice,omitempty"`
	}{StepType: "replace", From: s.From, To: s.To}
	if len(s.Slice.Content) > 0 {
		out.Slice = &slice{s.Slice.Content, s.Slice.OpenStart, s.Slice.OpenEnd}
	}
	return json.Marshal(out)
}

// Apply returns the document after the step, checked against the schema. On
// error, which wraps ErrStep or is a *SchemaError, there is no document and doc
// is as it was.
func Apply(doc *Node, s Step) (*Node, error) {
	all := tokens(nil, doc.Content)
	if s.From < 0 || s.To < s.From || s.To > len(all) {
		return nil, fmt.Errorf("%w: %d–%d is outside the document of %d", ErrStep, s.From, s.To, len(all))
	}
	piece := tokens(nil, s.Slice.Content)
	if !s.Slice.opens(piece) {
		return nil, fmt.Errorf("%w: the slice is not open as it says", ErrStep)
	}
	piece = piece[s.Slice.OpenStart : len(piece)-s.Slice.OpenEnd]
	spliced := make([]token, 0, len(all)-(s.To-s.From)+len(piece))
	spliced = append(spliced, all[:s.From]...)
	spliced = append(spliced, piece...)
	spliced = append(spliced, all[s.To:]...)
	content, err := tree(spliced)
	if err != nil {
		return nil, err
	}
	next := &Node{Type: doc.Type, Attrs: doc.Attrs, Content: content}
	if err := next.Check(); err != nil {
		return nil, err
	}
	return next, nil
}

func (s Slice) opens(piece []token) bool {
	if s.OpenStart < 0 || s.OpenEnd < 0 || s.OpenStart+s.OpenEnd > len(piece) {
		return false
	}
	for i := range s.OpenStart {
		if piece[i].kind != opening {
			return false
		}
	}
	for i := range s.OpenEnd {
		if piece[len(piece)-1-i].kind != closing {
			return false
		}
	}
	return true
}
