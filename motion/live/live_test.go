package live_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"unanime/internal/store"
	"unanime/motion/live"
	"unanime/motion/text"
)

var noon = time.Date(2027, 3, 2, 12, 0, 0, 0, time.UTC)

func openLog(t *testing.T, dir string) *store.Dir {
	t.Helper()
	d, err := store.OpenDir(dir, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func newDir(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "data")
	if err := store.Init(dir, true); err != nil {
		t.Fatal(err)
	}
	return dir
}

func first() live.State {
	return live.State{
		Doc:   text.New("doc", nil, text.New("title", nil, text.Run("Motion")), text.New("paragraph", nil, text.Run("Un"))),
		Links: []live.Link{{Proposition: "p1", Idea: "i1"}},
	}
}

// add plans a paragraph at the end of whatever the text is.
func add(words string) func(live.State) (live.Change, error) {
	return func(s live.State) (live.Change, error) {
		n := len(s.Doc.Content)
		return live.Change{Steps: []text.Step{text.Splice(s.Doc, n, n, text.New("paragraph", nil, text.Run(words)))}}, nil
	}
}

func TestReopeningGivesTheSameText(t *testing.T) {
	dir := newDir(t)
	d := openLog(t, dir)
	room, err := live.NewRooms(d.Log).Begin("2027", noon, first())
	if err != nil {
		t.Fatal(err)
	}
	for i := range 20 {
		if _, err := room.Edit(live.Author(i), noon, add(fmt.Sprint("paragraphe ", i))); err != nil {
			t.Fatal(err)
		}
	}
	_, err = room.Edit(7, noon, func(live.State) (live.Change, error) {
		return live.Change{Links: []live.Link{{Proposition: "p1", Idea: "i1", Cut: true}, {Proposition: "p2", Idea: "i9"}}}, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	want := room.State()
	d.Close()

	d = openLog(t, dir)
	defer d.Close()
	again, err := live.NewRooms(d.Log).Open("2027")
	if err != nil {
		t.Fatal(err)
	}
	got := again.State()
	if got.Version != 21 || got.Author != 7 || !slices.Equal(got.Links, want.Links) || !slices.Equal(got.Links, []live.Link{{Proposition: "p2", Idea: "i9"}}) {
		t.Errorf("got version %d by %d, links %v", got.Version, got.Author, got.Links)
	}
	a, _ := json.Marshal(want.Doc)
	b, _ := json.Marshal(got.Doc)
	if string(a) != string(b) {
		t.Errorf("got %s, want %s", b, a)
	}
}

func TestBeginOnce(t *testing.T) {
	d := openLog(t, newDir(t))
	defer d.Close()
	rooms := live.NewRooms(d.Log)
	if _, err := rooms.Open("2027"); !errors.Is(err, live.ErrNoMotion) {
		t.Errorf("before: %v", err)
	}
	if _, err := rooms.Begin("2027", noon, first()); err != nil {
		t.Fatal(err)
	}
	if _, err := rooms.Begin("2027", noon, first()); !errors.Is(err, live.ErrExists) {
		t.Errorf("twice: %v", err)
	}
}

func TestRefusedChangesChangeNothing(t *testing.T) {
	d := openLog(t, newDir(t))
	defer d.Close()
	room, err := live.NewRooms(d.Log).Begin("2027", noon, first())
	if err != nil {
		t.Fatal(err)
	}
	no := errors.New("no")
	for name, plan := range map[string]func(live.State) (live.Change, error){
		"the plan says no":  func(live.State) (live.Change, error) { return live.Change{}, no },
		"nothing to change": func(live.State) (live.Change, error) { return live.Change{}, nil },
		"no title any more": func(s live.State) (live.Change, error) {
			return live.Change{Steps: []text.Step{text.Splice(s.Doc, 0, 1)}}, nil
		},
		"the second step does not fit": func(s live.State) (live.Change, error) {
			good, _ := add("Deux")(s)
			return live.Change{Steps: append(good.Steps, text.Step{From: 900, To: 901})}, nil
		},
	} {
		before := room.State()
		_, err := room.Edit(1, noon, plan)
		if name != "nothing to change" && err == nil {
			t.Errorf("%s: accepted", name)
		}
		if after := room.State(); after.Version != before.Version || after.Doc != before.Doc {
			t.Errorf("%s: the text changed", name)
		}
	}
}

// Many authors at once: every acknowledged change is in the text, once, and the
// versions are 1…n without a hole.
func TestManyAuthors(t *testing.T) {
	d := openLog(t, newDir(t))
	defer d.Close()
	room, err := live.NewRooms(d.Log).Begin("2027", noon, first())
	if err != nil {
		t.Fatal(err)
	}
	const authors, each = 8, 10
	var wg sync.WaitGroup
	for a := range authors {
		wg.Go(func() {
			for i := range each {
				if _, err := room.Edit(live.Author(a), noon, add(fmt.Sprintf("auteur %d, ligne %d", a, i))); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	seen := map[string]int{}
	for _, n := range room.State().Doc.Content[2:] {
		seen[n.Plain()]++
	}
	if len(seen) != authors*each || room.State().Version != authors*each {
		t.Errorf("%d lines at version %d, want %d", len(seen), room.State().Version, authors*each)
	}
	next := 0
	err = d.Log.Since("2027", 0, func(f live.Frame) error {
		if f.From != next || f.To != next+1 {
			t.Errorf("frame %d–%d after %d", f.From, f.To, next)
		}
		next = f.To
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// A log that cannot write any more turns the room read-only at once, and the
// text stays what is on disk.
func TestReadOnlyWhenTheLogFails(t *testing.T) {
	d := openLog(t, newDir(t))
	room, err := live.NewRooms(d.Log).Begin("2027", noon, first())
	if err != nil {
		t.Fatal(err)
	}
	d.Close()
	for range 2 {
		if _, err := room.Edit(1, noon, add("perdu")); !errors.Is(err, live.ErrReadOnly) {
			t.Errorf("got %v", err)
		}
	}
	if room.State().Version != 0 {
		t.Error("the room shows what is not on disk")
	}
}
