package cluster

import "math"

// Suggest proposes how many groups to make of n texts: √(n/3), at least 1, at
// most 8.
//
// The number is an editorial choice that no figure computed from the texts
// makes well: silhouette and stability drift to ever finer partitions. Eight is
// what a motion can carry as headings (editions had 4 to 8) and what keys 1–9
// can review; below some 200 texts the square root keeps about as many texts in
// a group as there are groups to compare, so that a group is worth a title.
func Suggest(n int) int {
	return min(max(int(math.Round(math.Sqrt(float64(n)/3))), 1), 8)
}
