package store_test

import (
	"errors"
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"unanime/internal/store"
	"unanime/internal/store/storetest"
)

// An overlay over bbolt reads like a map to which the writes were made, shows
// nothing once dropped, and leaves the same file once flushed.
func TestOverlayIsATransactionWithinOne(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		e, err := store.NewEngine(t.TempDir())
		must(t, err)
		defer e.Close()
		model := &storetest.Memory{}
		for range rapid.IntRange(1, 4).Draw(rt, "batches") {
			batch := rapid.SliceOfN(members, 1, 4).Draw(rt, "batch")
			must(t, e.Update(func(w store.Writer) error {
				for _, m := range batch {
					o := store.NewOverlay(w)
					err := model.Update(func(mw store.Writer) error {
						for _, s := range m.steps {
							if err := errors.Join(s.do(o), s.do(mw)); err != nil {
								return err
							}
							same(rt, o, mw)
						}
						if m.fails {
							return errDropped
						}
						return store.Flush(o)
					})
					if err != nil && err != errDropped {
						return err
					}
				}
				return nil
			}))
			must(t, e.View(func(r store.Reader) error {
				return model.View(func(mr store.Reader) error {
					same(rt, r, mr)
					return nil
				})
			}))
		}
	})
}

var errDropped = errors.New("dropped")

// script is what one member of a batch does.
type script struct {
	steps []step
	fails bool
}

type step struct {
	Do         string
	Path       store.Path
	Key, Value string
}

func (s step) do(w store.Writer) error {
	switch s.Do {
	case "put":
		return w.Put(s.Path, []byte(s.Key), []byte(s.Value))
	case "delete":
		return w.Delete(s.Path, []byte(s.Key))
	}
	return w.SetSequence(s.Path, uint64(len(s.Value)))
}

var (
	paths = []store.Path{"a", "b/c", "b/d"}
	steps = rapid.Custom(func(t *rapid.T) step {
		return step{
			Do:    rapid.SampledFrom([]string{"put", "put", "delete", "sequence"}).Draw(t, "do"),
			Path:  rapid.SampledFrom(paths).Draw(t, "path"),
			Key:   rapid.StringOfN(rapid.RuneFrom([]rune("xyz")), 1, 2, -1).Draw(t, "key"),
			Value: rapid.StringN(0, 5, -1).Draw(t, "value"),
		}
	})
	members = rapid.Custom(func(t *rapid.T) script {
		return script{rapid.SliceOfN(steps, 0, 12).Draw(t, "steps"), rapid.Bool().Draw(t, "fails")}
	})
)

func same(t *rapid.T, got, want store.Reader) {
	for _, p := range paths {
		for _, from := range []string{"", "y", "yx"} {
			if g, w := dump(got, p, from), dump(want, p, from); g != w {
				t.Fatalf("%s from %q: %s, want %s", p, from, g, w)
			}
		}
		_ = want.Scan(p, nil, func(k, v []byte) error {
			if g := got.Get(p, k); string(g) != string(v) || g == nil {
				t.Fatalf("%s %s: %q, want %q", p, k, g, v)
			}
			return nil
		})
		if got.Get(p, []byte("none")) != nil {
			t.Fatal("a key that was never written is there")
		}
	}
}

func dump(r store.Reader, p store.Path, from string) string {
	out := fmt.Sprintf("%d:", r.Sequence(p))
	_ = r.Scan(p, []byte(from), func(k, v []byte) error {
		out += fmt.Sprintf(" %s=%q", k, v)
		return nil
	})
	return out
}

// A visit may write: the scan shows what was there when it began.
func TestScanWhileWriting(t *testing.T) {
	e, err := store.NewEngine(t.TempDir())
	must(t, err)
	defer e.Close()
	const p store.Path = "a"
	must(t, e.Update(func(w store.Writer) error {
		return errors.Join(w.Put(p, []byte("1"), []byte("one")), w.Put(p, []byte("2"), []byte("two")))
	}))
	must(t, e.Update(func(w store.Writer) error {
		o := store.NewOverlay(w)
		must(t, o.Put(p, []byte("3"), []byte("three")))
		seen := ""
		err := o.Scan(p, nil, func(k, v []byte) error {
			seen += string(v) + " "
			return errors.Join(o.Delete(p, []byte("2")), o.Delete(p, []byte("3")), o.Put(p, []byte("4"), v))
		})
		if seen != "one two three " || dump(o, p, "") != `0: 1="one" 4="three"` {
			t.Errorf("visited %s, left %s", seen, dump(o, p, ""))
		}
		return err
	}))
}
