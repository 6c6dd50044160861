package motion_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"unanime/cluster"
	"unanime/consult"
	"unanime/internal/store/storetest"
	"unanime/motion"
	"unanime/motion/live"
)

// studio is a congress with two themes, ready to be drafted, in a real file.
type studio struct {
	*motion.Desk
	organizer, drafter, member consult.Actor
	now                        time.Time
}

func newStudio(t *testing.T) *studio {
	t.Helper()
	d := storetest.Dir(t)
	s := &studio{now: time.Date(2027, 1, 5, 9, 0, 0, 0, time.UTC)}
	clock := func() time.Time { return s.now }
	accounts, err := consult.Found(d.Store, consult.Founding{
		Congress: consult.Congress{ID: "2027", Title: "1er Congrès d’essai", Calendar: []consult.Opening{
			{Phase: consult.Collect, At: s.now}, {Phase: consult.Publish, At: s.now.AddDate(0, 1, 0)}}},
		Officials: []consult.Official{{Given: "Alice", Family: "Aulne", Territory: consult.Territory{Department: "46"}}},
		Staff:     []consult.Account{{Role: consult.Organizer}, {Role: consult.Drafter}},
	})
	if err != nil {
		t.Fatal(err)
	}
	s.member = consult.Actor{Account: accounts[0], Role: consult.Member, Official: 1}
	s.organizer = consult.Actor{Account: accounts[1], Role: consult.Organizer}
	s.drafter = consult.Actor{Account: accounts[2], Role: consult.Drafter}
	r := &consult.Register{Store: d.Store, Congress: "2027", Now: clock}
	s.Desk = &motion.Desk{Register: r, Rooms: live.NewRooms(d.Log), Now: clock}
	return s
}

func (s *studio) classify(t *testing.T) {
	t.Helper()
	kinds := []string{
		"Déployer la fibre optique dans les zones blanches, avec les opérateurs, hameau %d.",
		"Financer des conseillers numériques et la médiation dans les guichets, mairie %d.",
	}
	for i := range 12 {
		if _, err := s.Register.Submit(s.member, consult.Form{Key: fmt.Sprintf("cle-%06d", i), Text: fmt.Sprintf(kinds[i%2], i)}); err != nil {
			t.Fatal(err)
		}
	}
	p, err := s.Register.Propose(context.Background(), s.organizer, cluster.Options{K: 2, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Register.Accept(s.organizer, p.ID); err != nil {
		t.Fatal(err)
	}
}

func (s *studio) begin(t *testing.T) motion.Draft {
	t.Helper()
	s.classify(t)
	d, err := s.Begin(context.Background(), s.organizer)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestBeginKeepsTheThread(t *testing.T) {
	s := newStudio(t)
	if _, err := s.Begin(context.Background(), s.organizer); !errors.Is(err, consult.ErrNothing) {
		t.Errorf("without a theme: %v", err)
	}
	if _, err := s.Read(s.drafter); !errors.Is(err, motion.ErrNotBegun) {
		t.Errorf("before: %v", err)
	}
	d := s.begin(t)
	if len(d.Document.Sections()) != 2 {
		t.Fatalf("%d sections", len(d.Document.Sections()))
	}
	cl, err := s.Register.Classification()
	if err != nil {
		t.Fatal(err)
	}
	for _, th := range cl.Themes {
		for _, placed := range th.Ideas {
			of := d.Document.Of(placed.Idea)
			if len(of) != 1 || of[0].Theme != th.ID {
				t.Errorf("%s of theme %d is in %d propositions", placed.Idea, th.ID, len(of))
			}
		}
	}
	if len(d.Document.Dangling()) != 0 {
		t.Error("a source leads nowhere")
	}
	if _, err := s.Begin(context.Background(), s.organizer); !errors.Is(err, motion.ErrBegun) {
		t.Errorf("twice: %v", err)
	}
}

func TestSave(t *testing.T) {
	s := newStudio(t)
	p := s.begin(t).Document.Propositions()[0]
	read := p.Wording()

	w := read
	w.Title, w.Body = "Ouvrir un guichet.\r\nPartout.", "  Premier.  \r\n\r\n\r\nSecond,\r\nsur deux lignes. "
	d, err := s.Save(s.drafter, w)
	if err != nil {
		t.Fatal(err)
	}
	got, _ := d.Document.Proposition(p.ID)
	if now := got.Wording(); now.Title != "Ouvrir un guichet. Partout." || now.Body != "Premier.\n\nSecond,\nsur deux lignes." {
		t.Errorf("got %q, %q", now.Title, now.Body)
	}
	if d.Version != 1 || d.Author != s.drafter.Account || len(d.Document.Sources[p.ID]) == 0 {
		t.Errorf("version %d by %d", d.Version, d.Author)
	}

	w.Base = read.Base // the same page sends again: nothing changes, nothing is refused
	if again, err := s.Save(s.drafter, w); err != nil || again.Version != 1 {
		t.Errorf("sent twice: version %d, %v", again.Version, err)
	}
	other := read
	other.Title = "Fermer."
	_, err = s.Save(s.organizer, other)
	stale, ok := errors.AsType[*motion.StaleError](err)
	if !ok || stale.Now.Title != "Ouvrir un guichet. Partout." || !errors.Is(err, consult.ErrStale) {
		t.Errorf("stale: %v", err)
	}
}

func TestSaveRefuses(t *testing.T) {
	s := newStudio(t)
	read := s.begin(t).Document.Propositions()[0].Wording()
	for name, change := range map[string]func(*motion.Wording){
		"no title":   func(w *motion.Wording) { w.Title = " \n" },
		"long title": func(w *motion.Wording) { w.Title = strings.Repeat("é", motion.MaxTitle) },
		"long body":  func(w *motion.Wording) { w.Body = strings.Repeat("a", 100_000) },
		"not UTF-8":  func(w *motion.Wording) { w.Body = "caf\xe9" },
		"control":    func(w *motion.Wording) { w.Title = "a\x00b" },
	} {
		w := read
		change(&w)
		if _, err := s.Save(s.drafter, w); !isInvalid(err) {
			t.Errorf("%s: %v", name, err)
		}
	}
	w := read
	w.ID = "p-inconnue"
	if _, err := s.Save(s.drafter, w); !errors.Is(err, consult.ErrNotFound) {
		t.Errorf("no such proposition: %v", err)
	}
	for _, by := range []consult.Actor{{}, s.member} {
		if _, err := s.Save(by, read); !errors.Is(err, consult.ErrForbidden) {
			t.Errorf("%q saves: %v", by.Role, err)
		}
	}
	s.now = s.now.AddDate(0, 2, 0)
	if _, err := s.Save(s.drafter, read); !errors.Is(err, consult.ErrClosed) {
		t.Errorf("after publication: %v", err)
	}
	if _, err := s.Read(consult.Actor{}); err != nil {
		t.Errorf("the public reads it once published: %v", err)
	}
}

func isInvalid(err error) bool {
	_, ok := errors.AsType[*consult.InvalidError](err)
	return ok
}

func TestAddKeepsOthersInPlace(t *testing.T) {
	s := newStudio(t)
	before := s.begin(t).Document.Propositions()
	d, err := s.Add(s.drafter, "p-00000001", before[0].ID, "Ajouter ceci.")
	if err != nil {
		t.Fatal(err)
	}
	after := d.Document.Propositions()
	if len(after) != len(before)+1 || after[1].ID != "p-00000001" || after[1].Number != 2 || after[2].ID != before[1].ID {
		t.Errorf("the order is %v", after)
	}
	if _, err := s.Add(s.drafter, "p-00000001", "", "Encore."); !errors.Is(err, consult.ErrStale) {
		t.Errorf("the same request twice: %v", err)
	}
	if d, err = s.Add(s.drafter, "p-00000002", "", "À la fin."); err != nil {
		t.Fatal(err)
	}
	all := d.Document.Propositions()
	if all[len(all)-1].ID != "p-00000002" {
		t.Error("the last one is not at the end of the body")
	}
}
