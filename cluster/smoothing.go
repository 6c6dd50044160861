package cluster

import (
	"cmp"
	"context"
	"slices"
)

const (
	// smoothing is what a text takes from its neighbours at each step, and steps
	// how often it does.
	smoothing = .8
	steps     = 3
)

// smooth takes the mean of each row with its neighbours, steps times:
//
//	Y ← (1-a)·Z + a·P·Y, Y = Z at first
//
// where P is the graph made symmetric by the larger cosine, rows summing to
// one, and a is smoothing: label propagation (Zhou and others, 2004) with
// coordinates in place of labels. A text alone keeps its place.
func smooth(ctx context.Context, z *space, near *graph) (*space, error) {
	p := near.symmetric()
	y, next := z, newSpace(z.rows(), z.d)
	for step := range steps {
		if step == 1 {
			y, next = next, newSpace(z.rows(), z.d)
		} else if step > 1 {
			y, next = next, y
		}
		err := eachChunk(ctx, z.rows(), 256, func(from, to int) {
			for i := from; i < to; i++ {
				smoothRow(next.row(i), i, z, y, p)
			}
		})
		if err != nil {
			return nil, err
		}
	}
	next.normalize(0, next.rows())
	return next, nil
}

func smoothRow(out []float32, i int, z, y *space, p *graph) {
	others, sims := p.of(i)
	var sum float32
	for _, s := range sims {
		sum += s
	}
	clear(out)
	if sum == 0 {
		copy(out, z.row(i))
		return
	}
	addScaled(out, 1-smoothing, z.row(i))
	for j, o := range others {
		addScaled(out, smoothing*sims[j]/sum, y.row(int(o)))
	}
}

// symmetric returns the graph with every edge in both directions, at its larger
// likeness; neighbours are in increasing order of row.
func (g *graph) symmetric() *graph {
	lists := make([][]neighbour, len(g.from)-1)
	for i := range lists {
		others, sims := g.of(i)
		for j, o := range others {
			lists[i] = append(lists[i], neighbour{o, sims[j]})
			lists[o] = append(lists[o], neighbour{int32(i), sims[j]})
		}
	}
	for i, list := range lists {
		slices.SortFunc(list, func(a, b neighbour) int {
			return cmp.Or(cmp.Compare(a.row, b.row), cmp.Compare(b.sim, a.sim))
		})
		lists[i] = slices.CompactFunc(list, func(a, b neighbour) bool { return a.row == b.row })
	}
	return newGraph(lists)
}
