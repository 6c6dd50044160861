package motion

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"unanime/consult"
	"unanime/motion/text"
)

// maxStart is the greatest number a Markdown list can start with.
const maxStart = 999_999_999

// Normal returns the document in the form that Markdown can hold:
//
//   - each proposition, section and subheading has an id of its own. One
//     without, or whose id stands before it, gets an id derived from its words;
//     it keeps its sources;
//   - sources are ascending and distinct, and of propositions that stand (see
//     Dangling for the others);
//   - a list starts with a whole number from 0 to 999,999,999;
//   - U+0000, which no exchange format can hold, is U+FFFD;
//   - quotations, lists and tables more than 58 deep in one another lose their
//     frame and keep their words (Parse does it; no motion has any).
//
// Everything else is kept: empty paragraphs, spaces, marks, spans of cells.
// Normal(Normal(d)) is Normal(d).
func Normal(d Document) Document {
	ideas := map[int][]consult.IdeaID{}
	for i, n := range d.Root.Content {
		if n.Is("proposition") {
			ideas[i] = d.Sources[PropositionID(n.Attr("id"))]
		}
	}
	return normal(d.Root, ideas)
}

// normal is Normal with the sources given by the index of the proposition.
func normal(root *text.Node, ideas map[int][]consult.IdeaID) Document {
	d := Document{Root: clean(root), Sources: Sources{}}
	used, seen := map[string]bool{}, map[string]bool{}
	for _, n := range d.Root.Content {
		if prefix[n.Type.Name] != "" {
			used[n.Attr("id")] = true
		}
	}
	for i, n := range d.Root.Content {
		if prefix[n.Type.Name] == "" {
			continue
		}
		id := n.Attr("id")
		if id == "" || seen[id] {
			id = derive(n, used)
			n.Attrs["id"] = id // the copy's own
		}
		seen[id], used[id] = true, true
		if all := ordered(ideas[i]); len(all) > 0 {
			d.Sources[PropositionID(id)] = all
		}
	}
	return d
}

func ordered(ideas []consult.IdeaID) []consult.IdeaID {
	ideas = slices.DeleteFunc(slices.Clone(ideas), func(id consult.IdeaID) bool { return id.Contribution == 0 })
	slices.SortFunc(ideas, func(a, b consult.IdeaID) int {
		return cmp.Or(cmp.Compare(a.Contribution, b.Contribution), cmp.Compare(a.Part, b.Part))
	})
	return slices.Compact(ideas)
}

// prefix is how derived ids begin, for the nodes that have an identity.
var prefix = map[string]string{"proposition": "p-", "enjeu": "e-", "subheading": "s-"}

// derive returns an id made from the words of the node, which none has.
func derive(n *text.Node, used map[string]bool) string {
	words := n.Plain()
	if n.Is("proposition") {
		words = n.Content[0].Plain()
	}
	for salt := 0; ; salt++ {
		id := prefix[n.Type.Name] + strings.TrimPrefix(string(NewPropositionID(words, salt)), prefix["proposition"])
		if !used[id] {
			return id
		}
	}
}

// clean copies the tree without what no exchange format can hold.
func clean(n *text.Node) *text.Node {
	next := *n
	next.Text = cleanText(n.Text)
	next.Attrs = cleanAttrs(n.Attrs)
	if n.Is("ordered_list") {
		next.Attrs["start"] = listStart(n.Attrs["start"])
	}
	next.Marks = slices.Clone(n.Marks)
	for i, m := range next.Marks {
		next.Marks[i].Attrs = cleanAttrs(m.Attrs)
	}
	next.Content = slices.Clone(n.Content)
	for i, c := range next.Content {
		next.Content[i] = clean(c)
	}
	return &next
}

func cleanText(s string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\x00", "\uFFFD")
}

func cleanAttrs(attrs map[string]any) map[string]any {
	if attrs == nil {
		return nil
	}
	next := make(map[string]any, len(attrs))
	for k, v := range attrs {
		if s, ok := v.(string); ok {
			v = cleanText(s)
		}
		next[k] = v
	}
	return next
}

func listStart(v any) float64 {
	switch n := v.(type) {
	case int:
		return float64(min(max(n, 0), maxStart))
	case float64:
		return math.Trunc(min(max(n, 0), maxStart))
	}
	return 1
}
