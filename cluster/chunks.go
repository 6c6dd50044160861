package cluster

import (
	"context"
	"runtime"
	"sync"
)

// eachChunk calls f with the bounds of successive stretches of size rows, the
// last may be shorter, side by side on all processors. The stretches do not
// depend on the number of processors: a sum taken by f over its own rows is
// always the same. It returns the error of ctx when it ends first.
func eachChunk(ctx context.Context, n, size int, f func(from, to int)) error {
	chunks := (n + size - 1) / size
	work := make(chan int)
	var wait sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), chunks) {
		wait.Go(func() {
			for c := range work {
				f(c*size, min((c+1)*size, n))
			}
		})
	}
	for c := 0; c < chunks && ctx.Err() == nil; c++ {
		work <- c
	}
	close(work)
	wait.Wait()
	return ctx.Err()
}
