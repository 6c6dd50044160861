package cluster

import (
	"context"
)

// t-SNE (van der Maaten and Hinton, « Visualizing Data using t-SNE », JMLR 9,
// 2008) puts texts on a plane so that those alike stand together. With p the
// likeness of two texts in the space and q that of their points,
//
//	p(j|i) ∝ exp(-β(i)·d²(i,j)),  β(i) such that 2^entropy(p(·|i)) = perplexity
//	p(i,j) = (p(j|i) + p(i|j)) / 2n
//	q(i,j) = w(i,j) / Σ w,        w(i,j) = 1 / (1 + |y(i)-y(j)|²)
//
// it descends the divergence KL(p‖q), whose gradient at y(i) is
//
//	4 Σj (p(i,j) - q(i,j)) w(i,j) (y(i)-y(j))
//
// with momentum and gains. The repulsion is that of all pairs, far ones together
// (see grid): the trust is the same as with every pair by itself. The attraction
// sums over the 3·perplexity nearest texts, beyond which p is
// nothing (van der Maaten, « Accelerating t-SNE », JMLR 15, 2014, §4.1).
//
// 250 rounds are enough: on four consultations of 760 to 2,660 texts, 350 or 500
// change the trust by less than .005.
//
// The plane starts from the first two principal components, not from chance:
// large shapes are then those of the texts (Kobak and Linderman, 2021), and
// the same texts give the same map.
const (
	perplexity   = 30
	tsneRounds   = 250
	tsneEarly    = 60  // rounds of exaggeration, to gather before placing
	exaggeration = 12. // of p in these rounds
)

// attraction is the sparse symmetric p(i,j): row i holds the texts
// to[from[i]:from[i+1]], increasing, with their p.
type attraction struct {
	from []int
	to   []int32
	p    []float32
}

// plane is a map being drawn.
type plane struct {
	x, y           []float32
	moveX, moveY   []float32 // the last step
	gainX, gainY   []float32
	pullX, pullY   []float32 // the last attraction
	pushX, pushY   []float32 // the last repulsion, times the sum of all w
	weight         []float32 // by point: its sum of w
	grid           *grid
	attraction     *attraction
	learningFactor float32
}

// tsne draws n texts with these attractions from the points start (x then y
// of each). It returns the error of ctx when it ends first.
func tsne(ctx context.Context, a *attraction, start []float32) ([]float32, error) {
	n := len(a.from) - 1
	p := newPlane(a, start)
	for round := range tsneRounds {
		force, momentum := float32(1), float32(.8)
		if round < tsneEarly {
			force, momentum = exaggeration, .5
		}
		p.grid.fill(p.x, p.y)
		err := eachChunk(ctx, n, 128, func(from, to int) {
			for i := from; i < to; i++ {
				p.pull(i)
			}
		})
		if err != nil {
			return nil, err
		}
		p.step(force, momentum)
	}
	out := make([]float32, 2*n)
	for i := range n {
		out[2*i], out[2*i+1] = p.x[i], p.y[i]
	}
	return out, nil
}

func newPlane(a *attraction, start []float32) *plane {
	n := len(a.from) - 1
	values := func() []float32 { return make([]float32, n) }
	p := &plane{
		x: values(), y: values(), moveX: values(), moveY: values(),
		gainX: values(), gainY: values(), pullX: values(), pullY: values(),
		pushX: values(), pushY: values(), weight: values(), attraction: a,
		// n/12 of Belkina et al. (2019), at least 50; the gradient's 4 is in it.
		learningFactor: 4 * max(float32(n)/exaggeration, 50),
	}
	for i := range n {
		p.x[i], p.y[i] = start[2*i], start[2*i+1]
		p.gainX[i], p.gainY[i] = 1, 1
	}
	p.grid = newGrid(p.x, p.y)
	return p
}

// pull finds what attracts and repels point i.
func (p *plane) pull(i int) {
	a := p.attraction
	xi, yi := p.x[i], p.y[i]
	var sumX, sumY float32
	to, weight := a.to[a.from[i]:a.from[i+1]], a.p[a.from[i]:a.from[i+1]]
	for e, j := range to {
		dx, dy := xi-p.x[j], yi-p.y[j]
		w := weight[e] / (1 + dx*dx + dy*dy)
		sumX += w * dx
		sumY += w * dy
	}
	p.pullX[i], p.pullY[i] = sumX, sumY
	p.pushX[i], p.pushY[i], p.weight[i] = p.grid.repel(xi, yi)
}

// step moves every point against its gradient.
func (p *plane) step(force, momentum float32) {
	total := 0.0
	for _, w := range p.weight {
		total += float64(w)
	}
	share := float32(1 / max(total, 1e-12))
	move := func(at, last, gain, pull, push []float32) {
		for i := range at {
			gradient := force*pull[i] - share*push[i]
			if (gradient > 0) != (last[i] > 0) {
				gain[i] += .2
			} else {
				gain[i] = max(.8*gain[i], .01)
			}
			last[i] = momentum*last[i] - p.learningFactor*gain[i]*gradient
			at[i] += last[i]
		}
	}
	move(p.x, p.moveX, p.gainX, p.pullX, p.pushX)
	move(p.y, p.moveY, p.gainY, p.pullY, p.pushY)
}
