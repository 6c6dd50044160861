package store

import (
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
)

const (
	// batchMax is how many writes share a commit at most.
	batchMax = 500
	// queueMax is how many may wait; beyond it ErrBusy. At one commit of 500 in
	// 10 ms, the last of the queue waits 80 ms.
	queueMax = 4096
)

// gatherer is the one writer of an engine. It takes all that waits, runs each
// member over its own overlay within one transaction, commits once, and then
// answers. A member sees what those before it in the batch wrote.
type gatherer struct {
	engine Engine
	queue  chan *member
	done   chan struct{}

	mu     sync.RWMutex // guards closed, and the sending on queue
	closed bool
}

// member is a write that waits for its answer.
type member struct {
	run    func(Writer) error
	err    error // what run said
	answer chan error
}

func gather(engine Engine) *gatherer {
	g := &gatherer{engine: engine, queue: make(chan *member, queueMax), done: make(chan struct{})}
	go g.serve()
	return g
}

// Update runs f once, in the writer's goroutine, and returns once it is on the
// disk.
func (g *gatherer) Update(f func(Writer) error) error {
	m := &member{run: f, answer: make(chan error, 1)}
	if err := g.enqueue(m); err != nil {
		return err
	}
	return <-m.answer
}

func (g *gatherer) enqueue(m *member) error {
	g.mu.RLock()
	defer g.mu.RUnlock()
	if g.closed {
		return ErrClosed
	}
	select {
	case g.queue <- m:
		return nil
	default:
		return ErrBusy
	}
}

// close answers all that waits, and returns when the writer has stopped.
func (g *gatherer) close() {
	g.mu.Lock()
	if !g.closed {
		g.closed = true
		close(g.queue)
	}
	g.mu.Unlock()
	<-g.done
}

func (g *gatherer) serve() {
	defer close(g.done)
	for first := range g.queue {
		g.linger()
		batch := g.drain(first)
		err := g.commit(batch)
		for _, m := range batch {
			if err != nil {
				m.err = err
			}
			m.answer <- m.err
		}
	}
}

// linger lets those just answered, who may be about to ask again, do so rather
// than commit for one alone. It waits for no clock: it ends as soon as nobody
// came while others had their turn.
func (g *gatherer) linger() {
	for n := -1; n < len(g.queue) && n < batchMax; {
		n = len(g.queue)
		runtime.Gosched()
	}
}

func (g *gatherer) drain(first *member) []*member {
	batch := []*member{first}
	for len(batch) < batchMax {
		select {
		case m, ok := <-g.queue:
			if !ok {
				return batch
			}
			batch = append(batch, m)
		default:
			return batch
		}
	}
	return batch
}

var errNothing = errors.New("nothing to commit")

// commit returns the error that all members share. It writes nothing when no
// member did: what they read is on the disk already, since the engine lets
// nothing begin over a doubtful commit.
func (g *gatherer) commit(batch []*member) error {
	err := g.engine.Update(func(w Writer) error {
		wrote := false
		for _, m := range batch {
			staged := newOverlay(w)
			if m.err = protect(func() error { return m.run(staged) }); m.err != nil || staged.empty() {
				continue
			}
			if err := staged.flush(); err != nil {
				return fmt.Errorf("batch: %w", err)
			}
			wrote = true
		}
		if !wrote {
			return errNothing
		}
		return nil
	})
	if errors.Is(err, errNothing) {
		return nil
	}
	return err
}

// protect turns a panic of f, also one of the memory map under a damaged page,
// into an error.
func protect(f func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if r := recover(); r != nil {
			err = &PanicError{Value: r, Stack: debug.Stack()}
		}
	}()
	return f()
}
