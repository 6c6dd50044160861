package cluster

import "math"

// grid sorts the points of a plane into square cells, so that the repulsion of
// a far cell is that of its points gathered at their mean: the idea of Barnes
// and Hut (1986) with one level in place of a tree. The points of a point's own
// cell and of the eight around it are taken one by one. With 3√n cells both
// sides of the work are about as large, and a round costs n√n in place of n².
type grid struct {
	side       int
	lowX, lowY float32
	scale      float32 // cells per unit
	x, y       []float32
	start      []int32 // by cell, and one more: its first point in x, y
	cells      []gridCell
}

// gridCell is a cell that holds points.
type gridCell struct {
	column, row int32
	x, y, count float32 // the mean of its points
}

func newGrid(x, y []float32) *grid {
	n := len(x)
	g := &grid{x: make([]float32, n), y: make([]float32, n)}
	g.side = max(int(math.Sqrt(3*math.Sqrt(float64(n)))), 1)
	g.start = make([]int32, g.side*g.side+1)
	return g
}

// fill sorts the points, in the order of their rows within a cell.
func (g *grid) fill(x, y []float32) {
	g.measure(x, y)
	clear(g.start)
	for i := range x {
		column, row := g.cell(x[i], y[i])
		g.start[int(row)*g.side+int(column)+1]++
	}
	for c := range g.side * g.side {
		g.start[c+1] += g.start[c]
	}
	next := append([]int32(nil), g.start...)
	for i := range x {
		column, row := g.cell(x[i], y[i])
		at := &next[int(row)*g.side+int(column)]
		g.x[*at], g.y[*at] = x[i], y[i]
		*at++
	}
	g.gather()
}

// measure fits the cells to the points.
func (g *grid) measure(x, y []float32) {
	lowX, highX, lowY, highY := x[0], x[0], y[0], y[0]
	for i := range x {
		lowX, highX = min(lowX, x[i]), max(highX, x[i])
		lowY, highY = min(lowY, y[i]), max(highY, y[i])
	}
	g.lowX, g.lowY = lowX, lowY
	g.scale = float32(g.side) / max(highX-lowX, highY-lowY, 1e-9)
}

func (g *grid) cell(x, y float32) (column, row int32) {
	last := int32(g.side - 1)
	return min(max(int32((x-g.lowX)*g.scale), 0), last), min(max(int32((y-g.lowY)*g.scale), 0), last)
}

// gather finds the mean of every cell that holds points.
func (g *grid) gather() {
	g.cells = g.cells[:0]
	for c := range g.side * g.side {
		from, to := g.start[c], g.start[c+1]
		if from == to {
			continue
		}
		cell := gridCell{column: int32(c % g.side), row: int32(c / g.side), count: float32(to - from)}
		for at := from; at < to; at++ {
			cell.x += g.x[at]
			cell.y += g.y[at]
		}
		cell.x /= cell.count
		cell.y /= cell.count
		g.cells = append(g.cells, cell)
	}
}

// repel sums w and w²(y-yj) over all points but one that stands at x, y.
func (g *grid) repel(x, y float32) (pushX, pushY, sum float32) {
	column, row := g.cell(x, y)
	for _, c := range g.cells {
		if near := uint32(c.column-column+1) <= 2 && uint32(c.row-row+1) <= 2; near {
			continue
		}
		dx, dy := x-c.x, y-c.y
		w := 1 / (1 + dx*dx + dy*dy)
		sum += c.count * w
		w *= c.count * w
		pushX += w * dx
		pushY += w * dy
	}
	for r := max(row-1, 0); r <= min(row+1, int32(g.side-1)); r++ {
		left, right := max(column-1, 0), min(column+1, int32(g.side-1))
		from, to := g.start[int(r)*g.side+int(left)], g.start[int(r)*g.side+int(right)+1]
		xs, ys := g.x[from:to], g.y[from:to]
		for j, xj := range xs {
			dx, dy := x-xj, y-ys[j]
			w := 1 / (1 + dx*dx + dy*dy)
			sum += w
			w *= w
			pushX += w * dx
			pushY += w * dy
		}
	}
	return pushX, pushY, sum - 1 // itself: w = 1 at no distance
}
