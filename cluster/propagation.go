package cluster

import "context"

// firstStarts is enough to weigh the stems by; the groups come after.
const firstStarts = 10

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
	points, near, err := placePoints(ctx, a.points, func(done float64) { j.done(.4 * done) })
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

// placePoints places the points in two rounds: smoothed by their neighbours,
// then again with each stem weighed by how much it tells fine groups of the
// first round apart (see reweigh). The places depend on the texts alone, not on
// the seed or the number of groups asked, so that every choice of those can be
// compared on one map.
func placePoints(ctx context.Context, points *distinctRows, done func(float64)) (*space, *graph, error) {
	n := points.rows()
	first, near, err := smoothedSpace(ctx, &points.matrix)
	if k := fineGroups(n); err != nil || k < 2 {
		return first, near, err
	}
	done(.3)
	groups, err := first.group(ctx, grouping{
		k: fineGroups(n), starts: firstStarts, weight: points.copies, done: func(d float64) { done(.3 + .4*d) },
	})
	if err != nil {
		return nil, nil, err
	}
	return smoothedSpace(ctx, points.reweigh(groups, points.copies))
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
