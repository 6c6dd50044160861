package cluster

import "context"

// runNeighbours groups texts by what their neighbours speak about: TF-IDF, latent
// semantic analysis, three steps towards the nearest texts (see smooth), then
// spherical k-means. Short texts share few words with texts of the same theme,
// but their neighbours' neighbours do.
func runNeighbours(ctx context.Context, a *analysis, j job) error {
	k := min(j.k, a.points.rows())
	if k == 0 {
		a.part = emptyPartition(len(a.points.of))
		a.space = newSpace(len(a.points.of), 1)
		a.near = &graph{from: make([]int, len(a.points.of)+1)}
		return nil
	}
	points, near, err := smoothedSpace(ctx, a.points)
	if err != nil {
		return err
	}
	found, err := points.group(ctx, grouping{k: k, seed: j.seed, weight: a.points.copies, done: j.done})
	if err != nil {
		return err
	}
	a.expand(points, near)
	a.part = found.expand(a.points.of)
	return nil
}

// expand gives every text the place of its point.
func (p *partition) expand(of []int32) *partition {
	out := emptyPartition(len(of))
	out.k = p.k
	for row, i := range of {
		if i < 0 {
			continue
		}
		out.group[row], out.second[row] = p.group[i], p.second[i]
		out.near[row], out.next[row] = p.near[i], p.next[i]
		if p.group[i] < 0 {
			out.group[row] = 0
		}
	}
	return out
}
