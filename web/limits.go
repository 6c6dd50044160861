package web

import (
	"sync"
	"time"

	"unanime/consult"
)

// Writes one person may make: a burst for who empties a pile of paper sheets,
// then a steady pace. The hall is one address, so addresses are not counted.
const (
	writeBurst = 200
	writePace  = 20 // per second
)

// limits counts each account's writes as a bucket that refills.
type limits struct {
	mu      sync.Mutex
	buckets map[consult.AccountID]bucket
}

type bucket struct {
	left float64
	at   time.Time
}

func newLimits() *limits { return &limits{buckets: map[consult.AccountID]bucket{}} }

// allow takes one write from the account's bucket, if there is one left. Its
// memory is one small entry for each account that ever wrote.
func (l *limits) allow(account consult.AccountID, now time.Time) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	b, ok := l.buckets[account]
	if !ok {
		b = bucket{writeBurst, now}
	}
	refill := max(0, now.Sub(b.at).Seconds()) * writePace
	b = bucket{min(writeBurst, b.left+refill), now}
	if b.left < 1 {
		l.buckets[account] = b
		return false
	}
	b.left--
	l.buckets[account] = b
	return true
}
