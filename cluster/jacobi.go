package cluster

import (
	"cmp"
	"math"
	"slices"
)

// eigenvectors returns the eigenvalues of the symmetric n × n matrix a, in
// decreasing order, and its eigenvectors, one per column: the cyclic method of Jacobi (Golub and Van
// Loan, Matrix Computations, 8.5). a is overwritten.
func eigenvectors(a []float64, n int) (values []float64, vectors []float32) {
	v := make([]float64, n*n) // one vector per row
	for i := range n {
		v[i*n+i] = 1
	}
	for range 30 {
		off, all := 0.0, 0.0
		for i := range n {
			for j := range n {
				if i != j {
					off += a[i*n+j] * a[i*n+j]
				}
				all += a[i*n+j] * a[i*n+j]
			}
		}
		if off <= 1e-16*all {
			break
		}
		for p := range n {
			for q := p + 1; q < n; q++ {
				rotate(a, v, n, p, q)
			}
		}
	}
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(a[j*n+j], a[i*n+i]) })
	vectors = make([]float32, n*n)
	for to, from := range order {
		values = append(values, a[from*n+from])
		for i := range n {
			vectors[i*n+to] = float32(v[from*n+i])
		}
	}
	return values, vectors
}

// rotate turns the axes p and q so that a[p,q] becomes zero.
func rotate(a, v []float64, n, p, q int) {
	apq := a[p*n+q]
	if math.Abs(apq) <= 1e-18*math.Sqrt(math.Abs(a[p*n+p]*a[q*n+q])) || apq == 0 {
		return
	}
	theta := (a[q*n+q] - a[p*n+p]) / (2 * apq)
	t := 1 / (math.Abs(theta) + math.Sqrt(theta*theta+1))
	if theta < 0 {
		t = -t
	}
	c := 1 / math.Sqrt(t*t+1)
	s := t * c
	for i := range n {
		x, y := a[i*n+p], a[i*n+q]
		a[i*n+p], a[i*n+q] = c*x-s*y, s*x+c*y
	}
	turn(a[p*n:(p+1)*n], a[q*n:(q+1)*n], c, s)
	turn(v[p*n:(p+1)*n], v[q*n:(q+1)*n], c, s)
}

func turn(x, y []float64, c, s float64) {
	y = y[:len(x)]
	for i, xi := range x {
		yi := y[i]
		x[i], y[i] = c*xi-s*yi, s*xi+c*yi
	}
}
