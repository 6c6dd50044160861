package cluster

import "slices"

const (
	// unplacedShare of the texts, those of least margin, stay « à classer »:
	// enough to catch most errors, few enough to be read one by one.
	unplacedShare = .10
	// fewStems: a text with fewer different stems says too little to be placed
	// by its words.
	fewStems = 3
)

// confidence turns the likeness of a text to its group and to the second
// nearest into [0,1]:
//
//	(near - next) / near
//
// 0 when both are as near, 1 when the second shares nothing with the text or
// there is no second; 0 for a text without words. It ranks placements; it is
// not a probability.
func confidence(near, next float64) float64 {
	if near <= 0 {
		return 0
	}
	return clamp((near - next) / near)
}

// findUnplaced tells, by row, which texts are « à classer »: at most a tenth,
// those of least confidence (when several are equal at the limit, all stay
// placed), and those with fewer than three different stems.
func findUnplaced(c *corpus, p *partition) []bool {
	margins := make([]float64, len(p.near))
	for i := range margins {
		margins[i] = confidence(p.near[i], p.next[i])
	}
	sorted := slices.Clone(margins)
	slices.Sort(sorted)
	limit := sorted[int(unplacedShare*float64(len(sorted)))]
	out := make([]bool, len(margins))
	for i, d := range c.docs {
		out[i] = margins[i] < limit || d.distinct() < fewStems
	}
	return out
}
