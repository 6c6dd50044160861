package live

import (
	"encoding/json"
	"errors"
	"time"
)

// ErrNoMotion: nothing was ever written under that name.
var ErrNoMotion = errors.New("no such motion")

// ErrExists: the motion was begun already.
var ErrExists = errors.New("the motion exists")

// Log is the append-only memory of the texts, one sequence of frames for each
// motion. What it returned from Begin or Append without error is on disk.
type Log interface {
	// Begin opens a motion with its first text, at version 0. ErrExists if it
	// was begun already.
	Begin(motion string, first Snapshot) error
	// Append adds the frame that leads from version f.From to f.To. It refuses
	// one whose From is not the last frame's To.
	Append(motion string, f Frame) error
	// Latest returns the newest snapshot, or ErrNoMotion.
	Latest(motion string) (Snapshot, error)
	// Keep adds a snapshot, so that opening need not replay everything.
	Keep(motion string, s Snapshot) error
	// Since visits the frames after a version, in order.
	Since(motion string, version int, visit func(Frame) error) error
}

// Frame is one batch of changes exactly as it was accepted.
type Frame struct {
	From   int               `json:"v"` // version before
	To     int               `json:"n"` // version after: From + len(Steps), or + 1 without any
	Author Author            `json:"u"`
	At     time.Time         `json:"d"`
	Steps  []json.RawMessage `json:"o,omitempty"`
	Links  []Link            `json:"l,omitempty"`
}

// Author is who made a change, as the session says: never as a message says.
type Author uint64

// Link ties an idea to a proposition, or unties it. Both are names that the room
// does not look into.
type Link struct {
	Proposition string `json:"p"`
	Idea        string `json:"i"`
	Cut         bool   `json:"x,omitempty"`
}

// Snapshot is the whole text at a version.
type Snapshot struct {
	Version int             `json:"n"`
	At      time.Time       `json:"d"`
	Doc     json.RawMessage `json:"doc"`
	Links   []Link          `json:"l,omitempty"` // what is tied, none cut
}
