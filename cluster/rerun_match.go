package cluster

import (
	"math"
	"slices"
)

// match says which theme each group is: the theme that people hold is the group
// its pins are in, the others are matched so that as many ideas as possible
// keep their theme. A group that keeps less than a quarter of a theme, and is
// not made of it for a quarter either, is another subject: it gets no id here.
func (w *warm) match() {
	k := w.heart.rows()
	w.member = make([]ThemeID, k)
	overlap := make([][]int, len(w.themes))
	size, sizes := make([]int, k), make([]int, len(w.themes))
	for t := range overlap {
		overlap[t] = make([]int, k)
	}
	for row, t := range w.own {
		g := w.group[row]
		if t >= 0 {
			sizes[t]++
		}
		if g >= 0 {
			size[g]++
		}
		if t >= 0 && g >= 0 {
			overlap[t][g]++
		}
	}
	var loose []int // themes that nobody holds
	taken := make([]bool, k)
	for t, id := range w.themes {
		if !w.held[t] {
			loose = append(loose, t)
			continue
		}
		g := slices.Index(w.kept, int32(t))
		w.member[g], taken[g] = id, true
	}
	profit := make([][]int, len(loose))
	for i, t := range loose {
		profit[i] = make([]int, k)
		for g := range k {
			if !taken[g] && 4*overlap[t][g] >= min(sizes[t], size[g]) {
				profit[i][g] = overlap[t][g]
			}
		}
	}
	for i, g := range bestMatch(profit) {
		if g >= 0 && profit[i][g] > 0 {
			w.member[g] = w.themes[loose[i]]
		}
	}
}

// bestMatch gives each row a column of its own, or -1, such that the sum of the
// profits is the greatest: the method of Kuhn (1955) and Munkres (1957), by
// shortest paths with potentials, in O(rows²·columns). Profits are not negative.
func bestMatch(profit [][]int) []int {
	rows, columns := len(profit), 0
	if rows > 0 {
		columns = len(profit[0])
	}
	n := max(rows, columns)
	cost := func(i, j int) int { // rows and columns that are missing bring nothing
		if i <= rows && j <= columns {
			return -profit[i-1][j-1]
		}
		return 0
	}
	u, v := make([]int, n+1), make([]int, n+1)
	rowOf := make([]int, n+1) // by column from 1: its row, 0 for none
	for i := 1; i <= n; i++ {
		way, least, used := make([]int, n+1), make([]int, n+1), make([]bool, n+1)
		for j := range least {
			least[j] = math.MaxInt
		}
		rowOf[0] = i
		at := 0
		for rowOf[at] != 0 {
			used[at] = true
			delta, next := math.MaxInt, 0
			for j := 1; j <= n; j++ {
				if used[j] {
					continue
				}
				if c := cost(rowOf[at], j) - u[rowOf[at]] - v[j]; c < least[j] {
					least[j], way[j] = c, at
				}
				if least[j] < delta {
					delta, next = least[j], j
				}
			}
			for j := range used {
				if used[j] {
					u[rowOf[j]] += delta
					v[j] -= delta
				} else {
					least[j] -= delta
				}
			}
			at = next
		}
		for at != 0 {
			rowOf[at] = rowOf[way[at]]
			at = way[at]
		}
	}
	out := make([]int, rows)
	for i := range out {
		out[i] = -1
	}
	for j := 1; j <= columns; j++ {
		if i := rowOf[j]; i >= 1 && i <= rows {
			out[i-1] = j - 1
		}
	}
	return out
}
