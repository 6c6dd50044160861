package web

import (
	"sync"
	"time"

	"unanime/consult"
)

// figuresAge is how old the figures of the home page may be. Counting reads every
// contribution, and on congress day everyone opens that page at once.
const figuresAge = time.Second

// figures keeps the last count.
type figures struct {
	mu   sync.Mutex
	at   time.Time
	last consult.Figures
}

// read returns figures at most figuresAge old. One request counts while the
// others wait for it.
func (f *figures) read(r *consult.Register, now time.Time) (consult.Figures, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if age := now.Sub(f.at); f.last.Departments != nil && age >= 0 && age < figuresAge {
		return f.last, nil
	}
	last, err := r.Figures()
	if err != nil {
		return last, err
	}
	f.at, f.last = now, last
	return last, nil
}
