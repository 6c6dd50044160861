package cluster

// merge joins two groups of a tree; the result takes the place of the smaller
// number.
type merge struct {
	into, from int     // into < from
	height     float64 // what it costs, see ward
}

// ward joins the k groups of a partition two by two, the cheapest first, until
// one is left: the criterion of Ward (1963), the growth of the sum of squared
// distances to the means,
//
//	|A|·|B| / (|A|+|B|) · ‖mean A − mean B‖²
//
// Sums are, by group, the sum of its rows (k × d); sizes count them. Ties go to
// the smallest numbers. There are k-1 merges.
func ward(sums []float64, sizes []float64) []merge {
	k := len(sizes)
	d := len(sums) / max(k, 1)
	sums, sizes = append([]float64(nil), sums...), append([]float64(nil), sizes...)
	alive := make([]int, k)
	for g := range alive {
		alive[g] = g
	}
	cost := make([]float64, k*k)
	measure := func(a, b int) {
		square := 0.0
		for j := range d {
			x := sums[a*d+j]/sizes[a] - sums[b*d+j]/sizes[b]
			square += x * x
		}
		cost[a*k+b] = sizes[a] * sizes[b] / (sizes[a] + sizes[b]) * square
		cost[b*k+a] = cost[a*k+b]
	}
	for i, a := range alive {
		for _, b := range alive[:i] {
			measure(a, b)
		}
	}
	var tree []merge
	for len(alive) > 1 {
		x, y := 0, 1
		for i, a := range alive {
			for j := i + 1; j < len(alive); j++ {
				if cost[a*k+alive[j]] < cost[alive[x]*k+alive[y]] {
					x, y = i, j
				}
			}
		}
		a, b := alive[x], alive[y]
		tree = append(tree, merge{into: a, from: b, height: cost[a*k+b]})
		for j := range d {
			sums[a*d+j] += sums[b*d+j]
		}
		sizes[a] += sizes[b]
		alive = append(alive[:y], alive[y+1:]...)
		for _, other := range alive {
			if other != a {
				measure(a, other)
			}
		}
	}
	return tree
}

// cut returns, by group of the k leaves, its group among n when the tree is
// stopped there, numbered from 0 by their first leaf.
func cut(tree []merge, n int) []int32 {
	k := len(tree) + 1
	of := make([]int32, k)
	for g := range of {
		of[g] = int32(g)
	}
	for _, m := range tree[:max(k-n, 0)] {
		from, into := of[m.from], of[m.into]
		for g := range of {
			if of[g] == from {
				of[g] = into
			}
		}
	}
	number := make([]int32, k)
	next := int32(0)
	for g := range of {
		if of[g] == int32(g) {
			number[g] = next
			next++
		}
	}
	for g := range of {
		of[g] = number[of[g]]
	}
	return of
}
