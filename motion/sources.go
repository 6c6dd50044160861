package motion

import (
	"maps"
	"slices"
	"strings"

	"unanime/consult"
)

// Sources says which ideas stand behind each proposition. Ideas are ascending
// and distinct.
type Sources map[PropositionID][]consult.IdeaID

// Attach returns the sources with the ideas added behind the proposition.
func (s Sources) Attach(p PropositionID, ideas ...consult.IdeaID) Sources {
	next := maps.Clone(s)
	if next == nil {
		next = Sources{}
	}
	all := append(slices.Clone(next[p]), ideas...)
	slices.SortFunc(all, consult.IdeaID.Compare)
	if all = slices.Compact(all); len(all) > 0 {
		next[p] = all
	}
	return next
}

// Of returns the propositions that take up the idea, in the motion's order.
func (d Document) Of(idea consult.IdeaID) []Proposition {
	var all []Proposition
	for _, p := range d.Propositions() {
		if slices.Contains(d.Sources[p.ID], idea) {
			all = append(all, p)
		}
	}
	return all
}

// ByIdea returns, for every idea that is taken up, the numbers of its
// propositions in order: the thread read from the official's side.
func (d Document) ByIdea() map[consult.IdeaID][]int {
	back := map[consult.IdeaID][]int{}
	for _, p := range d.Propositions() {
		for _, idea := range d.Sources[p.ID] {
			back[idea] = append(back[idea], p.Number)
		}
	}
	return back
}

// Coverage says how many of the ideas are taken up by a proposition that stands.
func (d Document) Coverage(ideas []consult.IdeaID) (taken, all int) {
	back := d.ByIdea()
	for _, idea := range ideas {
		if len(back[idea]) > 0 {
			taken++
		}
	}
	return taken, len(ideas)
}

// Dangling returns the propositions named in the sources that are not in the
// text any more, ascending.
func (d Document) Dangling() []PropositionID {
	missing := maps.Clone(d.Sources)
	for _, p := range d.Propositions() {
		delete(missing, p.ID)
	}
	return slices.Sorted(maps.Keys(missing))
}

// sourceList lists ideas as the Markdown attribute does: "i12 i87".
func sourceList(ideas []consult.IdeaID) string {
	words := make([]string, len(ideas))
	for i, idea := range ideas {
		words[i] = idea.String()
	}
	return strings.Join(words, " ")
}
