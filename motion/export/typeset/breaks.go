package typeset

import (
	"math"
	"slices"
)

// node is a place where a line may end, with the best way to come there.
type node struct {
	at       int // index of the item, -1 before the first line
	start    int // index of the item that begins the next line
	fitness  int // 0 tight, 1 decent, 2 loose, 3 very loose
	demerits float64
	ratio    float64 // of the line that ends here: how much its glue is stretched
	previous *node
}

// breaker finds the breaks of least demerits for a paragraph, all lines together.
type breaker struct {
	items     []item
	measure   float64
	ragged    float64 // stretch of a line's end, 0 when lines are justified
	tolerance float64 // greatest ratio of a line
	hyphenate bool
	last      bool // accept an overfull line rather than fail

	width, stretch, shrink []float64 // of the items before each
}

func (b *breaker) sum() {
	n := len(b.items) + 1
	b.width, b.stretch, b.shrink = make([]float64, n), make([]float64, n), make([]float64, n)
	for i := range b.items {
		it := &b.items[i]
		b.width[i+1], b.stretch[i+1], b.shrink[i+1] = b.width[i], b.stretch[i], b.shrink[i]
		if it.kind == penalty {
			continue
		}
		b.width[i+1] += it.width
		if it.kind == glue && (b.ragged == 0 || it.stretch >= fill) {
			b.stretch[i+1] += it.stretch
			b.shrink[i+1] += it.shrink
		}
	}
}

// legal says whether a line may end at item i.
func (b *breaker) legal(i int) bool {
	it := &b.items[i]
	switch it.kind {
	case glue:
		return it.penalty < never && i > 0 && b.items[i-1].kind == boxed
	case penalty:
		return it.penalty < never && (b.hyphenate || !it.hyphen)
	}
	return false
}

// next is the item that begins the line after a break at i: what cannot be seen
// at the start of a line is dropped.
func (b *breaker) next(i int) int {
	if skip := b.items[i].skip; skip > 0 {
		return i + 1 + skip
	}
	for i++; i < len(b.items); i++ {
		if it := &b.items[i]; it.kind == boxed || it.stretch >= fill {
			break
		}
	}
	return i
}

// breaks returns the nodes that end the lines, or nil when no way is tolerable.
func (b *breaker) breaks() []*node {
	active := []*node{{at: -1, fitness: 1}}
	for i := range b.items {
		if !b.legal(i) {
			continue
		}
		active = b.step(active, i)
		if len(active) == 0 {
			return nil
		}
	}
	best := slices.MinFunc(active, func(x, y *node) int {
		return cmpFloat(x.demerits, y.demerits)
	})
	var all []*node
	for n := best; n.at >= 0; n = n.previous {
		all = append(all, n)
	}
	slices.Reverse(all)
	return all
}

func cmpFloat(x, y float64) int {
	switch {
	case x < y:
		return -1
	case x > y:
		return 1
	}
	return 0
}

// step tries to end a line at item i from every active node. It drops the nodes
// from which no further line can be made, and adds the best new ones.
func (b *breaker) step(active []*node, i int) []*node {
	var best [4]*node
	found := false
	kept := active[:0]
	ends := b.items[i].kind == penalty && b.items[i].penalty == forced
	for k, from := range active {
		if from.start > i {
			kept = append(kept, from)
			continue
		}
		ratio := b.ratio(from, i)
		full := ratio < -1-1e-9
		rescued := full && b.last && !found && len(kept) == 0 && k == len(active)-1
		if !full && !ends {
			kept = append(kept, from)
		}
		if full && !rescued || ratio > b.tolerance {
			continue
		}
		found = true
		cost, fitness := b.cost(from, i, ratio)
		if best[fitness] == nil || cost < best[fitness].demerits {
			best[fitness] = &node{at: i, start: b.next(i), fitness: fitness, demerits: cost, ratio: ratio, previous: from}
		}
	}
	for _, n := range best {
		if n != nil {
			kept = append(kept, n)
		}
	}
	return kept
}

// ratio is by how much of its stretch (above 0) or of its shrink (below 0) the
// line from that node to item i must give to be as long as the measure.
func (b *breaker) ratio(from *node, i int) float64 {
	length := b.width[i] - b.width[from.start]
	if from.at >= 0 {
		length += b.items[from.at].postWidth
	}
	length += b.items[i].preWidth
	missing := b.measure - length
	if missing >= 0 {
		stretch := b.stretch[i] - b.stretch[from.start] + b.ragged
		return missing / max(stretch, b.measure/100)
	}
	if shrink := b.shrink[i] - b.shrink[from.start]; shrink > 0 {
		return max(missing/shrink, -never)
	}
	return -never
}

// cost is the sum of the demerits of the lines up to the one from that node to
// item i, and the fitness of the latter. Demerits are those of TeX (The TeXbook,
// chapter 14), where badness is 100 r³.
func (b *breaker) cost(from *node, i int, ratio float64) (cost float64, fitness int) {
	it := &b.items[i]
	cost = 1 + 100*math.Abs(ratio*ratio*ratio)
	if it.penalty > 0 && it.penalty < never {
		cost += it.penalty
	}
	cost *= cost
	hyphened := from.at >= 0 && b.items[from.at].hyphen
	if it.hyphen && hyphened {
		cost += 30000
	}
	if i == len(b.items)-1 {
		cost += b.lastLine(from, hyphened)
	}
	fitness = fitnessOf(ratio)
	if d := fitness - from.fitness; d > 1 || d < -1 {
		cost += 5000
	}
	return from.demerits + cost, fitness
}

// lastLine is the price of a hyphen just before the last line, and of a last line
// that is a mere word.
func (b *breaker) lastLine(from *node, hyphened bool) float64 {
	cost := 0.0
	if hyphened {
		cost += 100000
	}
	length := b.width[len(b.items)-1] - b.width[from.start]
	switch short := b.measure / 10; {
	case from.at >= 0 && length < short:
		cost += 50000
	case from.at >= 0 && b.ragged > 0: // titles: lines of like length
		r := (b.measure - length) / b.measure
		cost += 20000 * r * r * r
	}
	return cost
}

func fitnessOf(ratio float64) int {
	switch {
	case ratio < -.5:
		return 0
	case ratio <= .5:
		return 1
	case ratio <= 1:
		return 2
	}
	return 3
}
