package store_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"sync"
	"testing"

	"unanime/internal/store"
	"unanime/motion/live"
)

func TestLog(t *testing.T) {
	dir, d := open(t)
	l := d.Log
	first := live.Snapshot{At: noon, Doc: json.RawMessage(`{"type":"doc"}`), Links: []live.Link{{Proposition: "p1", Idea: "i1"}}}
	if _, err := l.Latest("2027"); !errors.Is(err, live.ErrNoMotion) {
		t.Errorf("latest of nothing: %v", err)
	}
	for _, err := range []error{l.Append("2027", frame(0)), l.Keep("2027", first), l.Since("2027", 0, nil)} {
		if !errors.Is(err, live.ErrNoMotion) {
			t.Errorf("before it was begun: %v", err)
		}
	}
	must(t, l.Begin("2027", first))
	if err := l.Begin("2027", first); !errors.Is(err, live.ErrExists) {
		t.Errorf("begun twice: %v", err)
	}
	for i := range 4 {
		must(t, l.Append("2027", frame(i)))
	}
	for _, from := range []int{0, 3, 5} {
		if err := l.Append("2027", frame(from)); !errors.Is(err, store.ErrGap) {
			t.Errorf("frame from %d after version 4: %v", from, err)
		}
	}
	if err := l.Keep("2027", live.Snapshot{Version: 5}); !errors.Is(err, store.ErrGap) {
		t.Errorf("a snapshot of the future: %v", err)
	}
	second := live.Snapshot{Version: 3, At: noon, Doc: json.RawMessage(`{"type":"doc","n":"<é>"}`)}
	must(t, l.Keep("2027", second))
	must(t, d.Close())
	d = reopen(t, dir)
	if s, err := d.Log.Latest("2027"); err != nil || !reflect.DeepEqual(s, second) {
		t.Errorf("latest %+v, %v", s, err)
	}
	if got, want := since(t, d.Log, 3), []live.Frame{frame(3)}; !reflect.DeepEqual(got, want) {
		t.Errorf("since 3: %+v, want %+v", got, want)
	}
	if got, want := since(t, d.Log, 0), []live.Frame{frame(0), frame(1), frame(2), frame(3)}; !reflect.DeepEqual(got, want) {
		t.Errorf("since 0: %+v, want %+v", got, want)
	}
	if err := d.Log.Begin("../x", first); !errors.Is(err, store.ErrBadKey) {
		t.Errorf("a motion named as a path: %v", err)
	}
	must(t, d.Close())
	if report := sound(t, dir); report.Frames != 4 {
		t.Errorf("%d frames", report.Frames)
	}
}

// Several rooms write at once; each keeps its order.
func TestLogOfSeveralRooms(t *testing.T) {
	dir, d := open(t)
	var all sync.WaitGroup
	for m := range 4 {
		name := fmt.Sprintf("motion-%d", m)
		must(t, d.Log.Begin(name, live.Snapshot{Doc: json.RawMessage(`{}`)}))
		all.Go(func() {
			for i := range 25 {
				if err := d.Log.Append(name, frame(i)); err != nil {
					t.Errorf("%s: %v", name, err)
				}
			}
		})
	}
	all.Wait()
	must(t, d.Close())
	if report := sound(t, dir); report.Frames != 100 {
		t.Errorf("%d frames, want 100", report.Frames)
	}
}

func since(t *testing.T, l *store.Log, version int) (all []live.Frame) {
	must(t, l.Since("2027", version, func(f live.Frame) error {
		all = append(all, f)
		return nil
	}))
	return all
}
