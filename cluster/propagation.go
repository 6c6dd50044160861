package cluster

import "context"

// runNeighbours groups texts by what their neighbours speak about: spherical
// k-means over the places of placePoints. Short texts share few words with texts
// of the same theme, but their neighbours' neighbours do.
func runNeighbours(ctx context.Context, a *analysis, j job) error {
	k := min(j.k, a.points.rows())
	if k == 0 {
		a.part = emptyPartition(len(a.points.of))
		a.expand(newSpace(0, 1), &graph{from: []int{0}})
		return nil
	}
	points, near, err := placePoints(ctx, a, func(done float64) { j.done(.4 * done) })
	if err != nil {
		return err
	}
	found, err := points.group(ctx, grouping{
		k: k, seed: j.seed, weight: a.points.copies, done: func(done float64) { j.done(.4 + .6*done) },
	})
	if err != nil {
		return err
	}
	a.expand(points, near)
	a.part = found.expand(a.points.of)
	return nil
}

// placePoints places the points and lists their nearest:
//
//	Z  the views side by side (see views), by latent semantic analysis
//	G  the ten nearest in each view by cosine, averaged over the views (see agree)
//	Y  Z after three steps towards the neighbours in G (see smooth)
//
// Averaging over views is the consensus of Strehl and Ghosh (2002) taken on the
// likeness instead of the groups. The places depend on the texts alone, not on
// the seed or the number of groups asked, so that every choice of those can be
// compared on one map. done is told the share done.
func placePoints(ctx context.Context, a *analysis, done func(float64)) (*space, *graph, error) {
	n := a.points.rows()
	views := a.corpus.views(a.points)
	done(.1)
	columns := 0
	for _, v := range views {
		columns += v.columns
	}
	z, err := lsa(ctx, views, dimensions(n, columns))
	if err != nil {
		return nil, nil, err
	}
	done(.4)
	var graphs []*graph
	for v := range views {
		near, err := nearest(ctx, &views[v], neighbourCount(n))
		if err != nil {
			return nil, nil, err
		}
		graphs = append(graphs, near)
		done(.4 + .5*float64(v+1)/float64(len(views)))
	}
	near := agree(graphs)
	y, err := smooth(ctx, z, near)
	return y, near.nearestBy(&a.points.matrix, neighbourCount(n)), err
}

// fineGroups is how many fine themes n texts make: one in 25 texts, the size of
// a proposition's support in real motions, between 8 and 60.
func fineGroups(n int) int { return min(max(n/25, 8), 60, n) }

// expand gives every text the place of its point. A text whose words nothing is
// known of goes with the first group.
func (p *partition) expand(of []int32) *partition {
	out := emptyPartition(len(of))
	out.k = p.k
	for row, i := range of {
		if i < 0 {
			continue
		}
		out.group[row], out.second[row] = max(p.group[i], 0), p.second[i]
		out.near[row], out.next[row] = p.near[i], p.next[i]
	}
	return out
}
