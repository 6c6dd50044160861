package live

import (
	"sync"
	"time"
)

// Rooms opens each motion once, however many ask for it.
type Rooms struct {
	log  Log
	mu   sync.Mutex
	open map[string]*Room
}

// NewRooms returns rooms over a log. Nothing else may write to that log.
func NewRooms(log Log) *Rooms { return &Rooms{log: log, open: map[string]*Room{}} }

// Begin starts a motion with its first text. ErrExists when it was begun.
func (rs *Rooms) Begin(motion string, at time.Time, first State) (*Room, error) {
	first.Version, first.At = 0, at.UTC()
	snap, err := first.Snapshot()
	if err != nil {
		return nil, err
	}
	if err := rs.log.Begin(motion, snap); err != nil {
		return nil, err
	}
	return rs.Open(motion)
}

// Open returns the room of a motion, or ErrNoMotion.
func (rs *Rooms) Open(motion string) (*Room, error) {
	rs.mu.Lock()
	defer rs.mu.Unlock()
	if r := rs.open[motion]; r != nil {
		return r, nil
	}
	r, err := open(motion, rs.log)
	if err != nil {
		return nil, err
	}
	rs.open[motion] = r
	return r, nil
}
