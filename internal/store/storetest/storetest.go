// Package storetest is the contract of store.Engine, run by every engine.
//
// In comes a function that opens an empty engine; out goes a failed test for
// each promise that it breaks.
package storetest

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"unanime/internal/store"
)

// Run tries every promise, each on an engine of its own. The engine is closed by
// Run.
func Run(t *testing.T, open func(t *testing.T) store.Engine) {
	for _, promise := range promises {
		t.Run(promise.name, func(t *testing.T) {
			e := open(t)
			promise.try(t, e)
			if err := e.Close(); err != nil {
				t.Errorf("close: %v", err)
			}
			if err := e.Close(); err != nil {
				t.Errorf("close again: %v", err)
			}
			if err := e.Update(func(store.Writer) error { return nil }); err == nil {
				t.Error("a closed engine writes")
			}
		})
	}
}

const (
	here  store.Path = "congress/2027/texts"
	there store.Path = "congress/2027/themes"
)

var promises = []struct {
	name string
	try  func(*testing.T, store.Engine)
}{
	{"what was put is read, in order", testOrder},
	{"a bucket never written to is empty", testEmpty},
	{"an error leaves no trace", testRollback},
	{"writes are read within their transaction", testOwnWrites},
	{"a view sees one state", testSnapshot},
	{"sequences last", testSequence},
	{"buckets are listed", testBuckets},
	{"a scan stops at an error", testScanStops},
	{"updates follow one another", testSerial},
	{"large values", testLarge},
}

func testOrder(t *testing.T, e store.Engine) {
	update(t, e, func(w store.Writer) error {
		return errors.Join(w.Put(here, []byte("b"), []byte("2")), w.Put(here, []byte("c"), []byte("3")),
			w.Put(here, []byte("a"), []byte("1")), w.Put(there, []byte("a"), []byte("other")),
			w.Put(here, []byte("c"), []byte("4")), w.Delete(here, []byte("b")), w.Delete(here, []byte("none")),
			w.Put(here, []byte("\x00"), []byte("0")), w.Put(here, []byte("aa"), []byte("11")))
	})
	expect(t, e, here, "", "\x00=0 a=1 aa=11 c=4")
	expect(t, e, here, "aa", "aa=11 c=4")
	expect(t, e, here, "ab", "c=4")
	expect(t, e, here, "d", "")
	expect(t, e, there, "", "a=other")
}

func testEmpty(t *testing.T, e store.Engine) {
	expect(t, e, here, "", "")
	update(t, e, func(w store.Writer) error { return w.Delete(here, []byte("a")) })
	view(t, e, func(r store.Reader) error {
		if r.Get(here, []byte("a")) != nil || r.Sequence(here) != 0 || len(r.Buckets("")) != 0 {
			t.Error("an empty engine holds something")
		}
		return nil
	})
}

func testRollback(t *testing.T, e store.Engine) {
	update(t, e, func(w store.Writer) error { return w.Put(here, []byte("a"), []byte("1")) })
	refused := errors.New("refused")
	err := e.Update(func(w store.Writer) error {
		return errors.Join(w.Put(here, []byte("a"), []byte("2")), w.Put(there, []byte("b"), []byte("3")),
			w.SetSequence(here, 7), refused)
	})
	if !errors.Is(err, refused) {
		t.Errorf("got %v, want the error of the function", err)
	}
	if err := e.Update(func(store.Writer) error { return refused }); err != refused {
		t.Errorf("got %v, want the error as it is", err)
	}
	expect(t, e, here, "", "a=1")
	expect(t, e, there, "", "")
	view(t, e, func(r store.Reader) error {
		if n := r.Sequence(here); n != 0 {
			t.Errorf("the sequence kept %d", n)
		}
		return nil
	})
}

func testOwnWrites(t *testing.T, e store.Engine) {
	update(t, e, func(w store.Writer) error {
		if err := errors.Join(w.Put(here, []byte("a"), []byte("1")), w.SetSequence(here, 3)); err != nil {
			return err
		}
		if got := listed(w, here, ""); got != "a=1" || w.Sequence(here) != 3 {
			t.Errorf("the transaction reads %q and %d", got, w.Sequence(here))
		}
		return nil
	})
}

func testSnapshot(t *testing.T, e store.Engine) {
	update(t, e, func(w store.Writer) error { return w.Put(here, []byte("a"), []byte("1")) })
	begun, written := make(chan bool), make(chan error)
	go func() {
		<-begun
		written <- e.Update(func(w store.Writer) error { return w.Put(here, []byte("a"), []byte("2")) })
	}()
	view(t, e, func(r store.Reader) error {
		first := listed(r, here, "")
		close(begun)
		if err := <-written; err != nil {
			return err
		}
		if again := listed(r, here, ""); first != "a=1" || again != first {
			t.Errorf("read %q, then %q", first, again)
		}
		return nil
	})
	expect(t, e, here, "", "a=2")
}

func testSequence(t *testing.T, e store.Engine) {
	for n := uint64(1); n <= 3; n++ {
		update(t, e, func(w store.Writer) error { return w.SetSequence(here, w.Sequence(here)+1) })
		view(t, e, func(r store.Reader) error {
			if got := r.Sequence(here); got != n || r.Sequence(there) != 0 {
				t.Errorf("sequences %d and %d, want %d and 0", got, r.Sequence(there), n)
			}
			return nil
		})
	}
}

func testBuckets(t *testing.T, e store.Engine) {
	update(t, e, func(w store.Writer) error {
		return errors.Join(w.Put(there, []byte("a"), []byte("1")), w.Put(here, []byte("a"), []byte("1")),
			w.SetSequence("accounts", 1))
	})
	view(t, e, func(r store.Reader) error {
		for p, want := range map[store.Path]string{"": "accounts congress", "congress": "2027", "congress/2027": "texts themes", here: "", "none": ""} {
			if got := strings.Join(r.Buckets(p), " "); got != want {
				t.Errorf("in %q: %q, want %q", p, got, want)
			}
		}
		return nil
	})
}

func testScanStops(t *testing.T, e store.Engine) {
	update(t, e, func(w store.Writer) error {
		return errors.Join(w.Put(here, []byte("a"), []byte("1")), w.Put(here, []byte("b"), []byte("2")))
	})
	enough := errors.New("enough")
	visits := 0
	err := e.View(func(r store.Reader) error {
		return r.Scan(here, nil, func(_, _ []byte) error {
			visits++
			return enough
		})
	})
	if err != enough || visits != 1 {
		t.Errorf("%d visits and %v, want 1 and the error as it is", visits, err)
	}
}

func testSerial(t *testing.T, e store.Engine) {
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 5 {
				update(t, e, func(w store.Writer) error { return w.SetSequence(here, w.Sequence(here)+1) })
			}
		})
	}
	all.Wait()
	view(t, e, func(r store.Reader) error {
		if n := r.Sequence(here); n != 40 {
			t.Errorf("40 updates counted %d", n)
		}
		return nil
	})
}

func testLarge(t *testing.T, e store.Engine) {
	key, value := make([]byte, store.MaxKey), make([]byte, 1<<20)
	for i := range value {
		value[i] = byte(i >> 8)
	}
	for i := range key {
		key[i] = byte(i)
	}
	update(t, e, func(w store.Writer) error {
		return errors.Join(w.Put(here, key, slices.Clone(value)), w.Put(here, []byte("empty"), []byte{}))
	})
	view(t, e, func(r store.Reader) error {
		if !slices.Equal(r.Get(here, key), value) {
			t.Error("a value of 1 MiB came back changed")
		}
		if v := r.Get(here, []byte("empty")); v == nil || len(v) != 0 {
			t.Errorf("an empty value came back as %v", v)
		}
		return nil
	})
	view(t, e, func(r store.Reader) error {
		if got := len(strings.Fields(listed(r, here, "empty"))); got != 1 {
			t.Errorf("the scan shows %d records from the empty value on, want 1", got)
		}
		return nil
	})
}

func update(t *testing.T, e store.Engine, f func(store.Writer) error) {
	t.Helper()
	if err := e.Update(f); err != nil {
		t.Errorf("update: %v", err)
	}
}

func view(t *testing.T, e store.Engine, f func(store.Reader) error) {
	t.Helper()
	if err := e.View(f); err != nil {
		t.Errorf("view: %v", err)
	}
}

func expect(t *testing.T, e store.Engine, p store.Path, from, want string) {
	t.Helper()
	view(t, e, func(r store.Reader) error {
		got := listed(r, p, from)
		if got != want {
			t.Errorf("%s from %q: %q, want %q", p, from, got, want)
		}
		for _, record := range strings.Fields(got) {
			k, v, _ := strings.Cut(record, "=")
			if string(r.Get(p, []byte(k))) != v {
				t.Errorf("the scan and get differ on %q", k)
			}
		}
		return nil
	})
}

func listed(r store.Reader, p store.Path, from string) string {
	var out []string
	_ = r.Scan(p, []byte(from), func(k, v []byte) error {
		out = append(out, fmt.Sprintf("%s=%s", k, v))
		return nil
	})
	return strings.Join(out, " ")
}
