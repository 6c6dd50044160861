package store_test

import (
	"bytes"
	"errors"
	"os"
	"testing"

	"unanime/consult"
	"unanime/internal/store"
)

// A person is forgotten: what they wrote cannot be read, no new key is made, and
// once compacted the file does not hold a byte of the key. What they wrote never
// was in any file as it is.
func TestErase(t *testing.T) {
	dir, d := open(t)
	seed(t, d, 3)
	key := store.PersonKey(d.Store, year, 2)
	if len(key) != 32 || bytes.Equal(key, store.PersonKey(d.Store, year, 1)) {
		t.Fatalf("key %x", key)
	}
	must(t, d.Erase(year, 2))
	must(t, d.View(func(tx *consult.Tx) error {
		ed := tx.Edition(year)
		_, err := ed.Texts.Get(2)
		_, err2 := ed.Officials.Get(2)
		for _, err := range []error{err, err2} {
			if !errors.Is(err, store.ErrErased) || !errors.Is(err, consult.ErrNotFound) {
				t.Errorf("got %v, want ErrErased", err)
			}
		}
		n := 0
		err = ed.Texts.Each(func(id consult.ContributionID, body consult.Text) error {
			n++
			if body.Body != text(1) {
				t.Errorf("text %d: %q", id, body.Body)
			}
			return nil
		})
		if n != 1 {
			t.Errorf("%d texts are left, want 1", n)
		}
		return err
	}))
	err := d.Update(func(tx *consult.Tx) error {
		return tx.Edition(year).Texts.Put(9, consult.Text{Author: 2, Body: "encore"})
	})
	if !errors.Is(err, store.ErrErased) {
		t.Errorf("writing for an erased person: %v", err)
	}
	must(t, d.Close())
	must(t, store.Compact(dir))
	if report := sound(t, dir); report.Erased != 2 {
		t.Errorf("%d erased records, want 2", report.Erased)
	}
	file, err := os.ReadFile(dataFile(dir))
	must(t, err)
	for name, trace := range map[string][]byte{"key": key, "text": []byte(canary), "name": []byte("Moulin")} {
		if bytes.Contains(file, trace) {
			t.Errorf("the file holds the %s", name)
		}
	}
}

// The file itself never shows a text or a name, deleted or not.
func TestNothingPersonalInClear(t *testing.T) {
	dir, d := open(t)
	seed(t, d, 3)
	must(t, d.Close())
	file, err := os.ReadFile(dataFile(dir))
	must(t, err)
	for _, trace := range []string{canary, "Moulin", "Jeanne"} {
		if bytes.Contains(file, []byte(trace)) {
			t.Errorf("the file shows %q", trace)
		}
	}
	if !bytes.Contains(file, []byte("8e Congrès")) {
		t.Error("this test looks at the wrong file: not even the title is there")
	}
}
