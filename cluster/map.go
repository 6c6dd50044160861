package cluster

import (
	"context"
	"slices"
)

// Map is a picture of the texts on a plane: those alike stand together.
type Map struct {
	// Points are in the order of the ids. Texts that say the same stand at the
	// same place; those without any word stand nowhere and are left out.
	Points []Point
	// Drawn is how many different texts t-SNE placed, at most 3,000; the others
	// stand at the mean of the drawn texts most like them.
	Drawn int
	// Trust is the trustworthiness of the picture, in [0,1]: 1 when the 12
	// nearest of every point are its nearest in the space the groups were made
	// in, about .5 when they are anyone. It is measured on 3,000 points at most.
	Trust float64
}

// Point is the place of a text, in [0,1]², x to the right and y down. Both axes
// have one scale, and mean nothing by themselves: only who is near whom does.
type Point struct {
	ID   string
	X, Y float64
}

// mapTexts is how many texts are drawn exactly: the cost grows as their square.
const mapTexts = 3000

// drawMap draws the texts by t-SNE of the space they were grouped in. Nothing in
// it is random: the same texts give the same map.
func (a *analysis) drawMap(ctx context.Context) (*Map, error) {
	if a.points.rows() == 0 {
		return &Map{Trust: 1}, nil
	}
	if err := a.layout(ctx); err != nil {
		return nil, err
	}
	first := a.firstOfPoints()
	points := a.space.pick(first)
	chosen := evenly(len(first), mapTexts)
	drawn := points.pick(chosen)
	like, err := likenesses(ctx, drawn)
	if err != nil {
		return nil, err
	}
	at, err := tsne(ctx, like.attraction(), principalPlane(drawn))
	if err != nil {
		return nil, err
	}
	trust := like.trust(at)
	if len(chosen) < len(first) {
		at, err = a.spread(ctx, first, chosen, at)
		if err != nil {
			return nil, err
		}
		sample := evenly(len(first), mapTexts-1) // others than the drawn
		if like, err = likenesses(ctx, points.pick(sample)); err != nil {
			return nil, err
		}
		trust = like.trust(pickPlaces(at, sample))
	}
	fitSquare(at)
	return &Map{Points: a.pointsAt(at), Drawn: len(chosen), Trust: trust}, nil
}

// firstOfPoints lists, by point, the first row that stands there.
func (a *analysis) firstOfPoints() []int32 {
	first := make([]int32, a.points.rows())
	for row, p := range slices.Backward(a.points.of) {
		if p >= 0 {
			first[p] = int32(row)
		}
	}
	return first
}

// pointsAt gives every text the place of its point.
func (a *analysis) pointsAt(at []float32) []Point {
	var out []Point
	for row, p := range a.points.of {
		if p >= 0 {
			out = append(out, Point{ID: a.corpus.ids[row], X: float64(at[2*p]), Y: float64(at[2*p+1])})
		}
	}
	return out
}

// evenly returns at most limit of n, evenly spaced.
func evenly(n, limit int) []int32 {
	out := make([]int32, min(n, limit))
	for i := range out {
		out[i] = int32(i * n / len(out))
	}
	return out
}

func pickPlaces(at []float32, rows []int32) []float32 {
	out := make([]float32, 0, 2*len(rows))
	for _, r := range rows {
		out = append(out, at[2*r], at[2*r+1])
	}
	return out
}

// fitSquare moves places into [0,1]², in the middle, with one scale.
func fitSquare(at []float32) {
	var low, high [2]float32
	for i, v := range at {
		axis := i % 2
		if i < 2 {
			low[axis], high[axis] = v, v
		}
		low[axis], high[axis] = min(low[axis], v), max(high[axis], v)
	}
	size := max(high[0]-low[0], high[1]-low[1])
	for i, v := range at {
		at[i] = .5
		if size > 0 {
			at[i] = min(max(.5+(v-(low[i%2]+high[i%2])/2)/size, 0), 1)
		}
	}
}
