package text

// Splice returns the step that replaces the children from i up to but not
// including j of the document by the given nodes. It panics when i and j are not
// 0 ≤ i ≤ j ≤ len(doc.Content).
func Splice(doc *Node, i, j int, nodes ...*Node) Step {
	from := 0
	for _, c := range doc.Content[:i] {
		from += c.Size()
	}
	to := from
	for _, c := range doc.Content[i:j] {
		to += c.Size()
	}
	return Step{From: from, To: to, Slice: Slice{Content: nodes}}
}
