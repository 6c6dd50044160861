package consult_test

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
)

// The calendar of every test: the collection opens on the 1st, the classification
// on the 10th, the drafting on the 20th, the publication on the 30th.
var (
	opens  = time.Date(2027, 1, 1, 8, 0, 0, 0, time.UTC)
	during = opens.AddDate(0, 0, 3)
	frozen = opens.AddDate(0, 0, 9)
	drafts = opens.AddDate(0, 0, 19)
)

// house is a congress in a real file, with a clock that tests move.
type house struct {
	*consult.Register
	now                     time.Time
	alice, bruno, organizer consult.Actor
}

func newHouse(t *testing.T) *house {
	t.Helper()
	d := storetest.Dir(t)
	accounts, err := consult.Found(d.Store, consult.Founding{
		Congress: consult.Congress{
			ID: "2027", Title: "Essai", Questions: []consult.Question{{Number: 1, Title: "Réseaux"}},
			Calendar: []consult.Opening{
				{Phase: consult.Collect, At: opens}, {Phase: consult.Classify, At: frozen},
				{Phase: consult.Draft, At: drafts}, {Phase: consult.Publish, At: opens.AddDate(0, 0, 29)},
			},
		},
		Officials: []consult.Official{
			{Given: "Alice", Family: "Aulne", Territory: consult.Territory{Department: "46"}},
			{Given: "Bruno", Family: "Bouleau", Territory: consult.Territory{Department: "973"}},
		},
		Staff: []consult.Account{{Role: consult.Organizer, Label: "Organisation"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	h := &house{now: during}
	h.Register = &consult.Register{Store: d.Store, Congress: "2027", Now: func() time.Time { return h.now }}
	h.alice = consult.Actor{Account: accounts[0], Role: consult.Member, Official: 1}
	h.bruno = consult.Actor{Account: accounts[1], Role: consult.Member, Official: 2}
	h.organizer = consult.Actor{Account: accounts[2], Role: consult.Organizer}
	return h
}

func (h *house) submit(t *testing.T, by consult.Actor, key, text string) consult.Contribution {
	t.Helper()
	c, err := h.Submit(by, consult.Form{Key: key, Text: text})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestSubmitKeepsTextAsSent(t *testing.T) {
	h := newHouse(t)
	for i, text := range []string{
		"Ouvrir un guichet.\r\nEt le garder.",
		"  des espaces autour  ",
		"<script>alert(1)</script> & « guillemets »",
		"emoji 🎉👩‍👩‍👧, arabe مرحبا, hébreu שלום",
		strings.Repeat("é", consult.MaxText/2),
	} {
		c := h.submit(t, h.alice, fmt.Sprintf("cle-%08d", i), text)
		got, err := h.Contribution(h.alice, c.ID)
		if err != nil {
			t.Fatal(err)
		}
		if got.Text != text || got.ID != consult.ContributionID(i+1) || got.Department != "46" {
			t.Errorf("%d: got %+v", i, got)
		}
	}
}

func TestSubmitRefuses(t *testing.T) {
	h := newHouse(t)
	for name, c := range map[string]struct {
		form consult.Form
		why  consult.Why
	}{
		"empty":            {consult.Form{Key: "12345678", Text: " \n\t "}, consult.WhyEmpty},
		"too long":         {consult.Form{Key: "12345678", Text: strings.Repeat("a", 100_000)}, consult.WhyTooLong},
		"not UTF-8":        {consult.Form{Key: "12345678", Text: "caf\xe9"}, consult.WhyNotText},
		"control":          {consult.Form{Key: "12345678", Text: "a\x00b"}, consult.WhyNotText},
		"unknown question": {consult.Form{Key: "12345678", Text: "oui", Question: 9}, consult.WhyUnknown},
		"no key":           {consult.Form{Text: "oui"}, consult.WhyUnknown},
	} {
		_, err := h.Submit(h.alice, c.form)
		if e, ok := errors.AsType[*consult.InvalidError](err); !ok || e.Why != c.why {
			t.Errorf("%s: got %v, want %s", name, err, c.why)
		}
	}
	if all, _ := h.All(h.organizer); len(all) != 0 {
		t.Errorf("%d contributions were written", len(all))
	}
}

func TestSameFormTwiceWritesOnce(t *testing.T) {
	h := newHouse(t)
	first := h.submit(t, h.alice, "la-meme-cle", "Un texte")
	if again := h.submit(t, h.alice, "la-meme-cle", "Un texte"); again.ID != first.ID {
		t.Errorf("the second sending made %s", again.ID)
	}
	if _, err := h.Submit(h.alice, consult.Form{Key: "la-meme-cle", Text: "Un autre"}); !errors.Is(err, consult.ErrKeyReused) {
		t.Errorf("another text under the key: %v", err)
	}
	if other := h.submit(t, h.bruno, "la-meme-cle", "Un autre"); other.ID == first.ID {
		t.Error("two people share a key and a contribution")
	}
	h.now = drafts // a retry after the closing still gets its receipt
	if again := h.submit(t, h.alice, "la-meme-cle", "Un texte"); again.ID != first.ID {
		t.Errorf("the late retry made %s", again.ID)
	}
}

func TestTheClockDecides(t *testing.T) {
	for _, c := range []struct {
		name          string
		at            time.Time
		submit, amend error
		late          bool
	}{
		{"before", opens.Add(-time.Second), consult.ErrClosed, consult.ErrClosed, false},
		{"first second", opens, nil, nil, false},
		{"last second", frozen.Add(-time.Second), nil, nil, false},
		{"frozen", frozen, nil, consult.ErrClosed, true},
		{"drafting", drafts, consult.ErrClosed, consult.ErrClosed, false},
	} {
		h := newHouse(t)
		sent := h.submit(t, h.alice, "avant-tout", "Un texte")
		h.now = c.at
		got, err := h.Submit(h.alice, consult.Form{Key: "pendant-ou-apres", Text: "Encore"})
		if !errors.Is(err, c.submit) || got.Late != c.late {
			t.Errorf("%s: submit: %v, late %t", c.name, err, got.Late)
		}
		_, err = h.Amend(h.alice, consult.Change{ID: sent.ID, Version: 1, Text: "Mieux"})
		if !errors.Is(err, c.amend) {
			t.Errorf("%s: amend: %v", c.name, err)
		}
	}
}

func TestAmend(t *testing.T) {
	h := newHouse(t)
	c := h.submit(t, h.alice, "cle-unique", "Un texte")
	next, err := h.Amend(h.alice, consult.Change{ID: c.ID, Version: 1, Text: "Un meilleur texte"})
	if err != nil || next.Version != 2 {
		t.Fatalf("amend: %+v, %v", next, err)
	}
	if _, err := h.Amend(h.alice, consult.Change{ID: c.ID, Version: 1, Text: "Un meilleur texte"}); err != nil {
		t.Errorf("the same amendment sent twice: %v", err)
	}
	if _, err := h.Amend(h.alice, consult.Change{ID: c.ID, Version: 1, Text: "Depuis une vieille page"}); !errors.Is(err, consult.ErrStale) {
		t.Errorf("stale: %v", err)
	}
	if _, err := h.Amend(h.bruno, consult.Change{ID: c.ID, Version: 2, Text: "Pas la mienne"}); !errors.Is(err, consult.ErrForbidden) {
		t.Errorf("someone else's: %v", err)
	}
	got, _ := h.Contribution(h.alice, c.ID)
	if got.Text != "Un meilleur texte" || got.Version != 2 {
		t.Errorf("got %+v", got)
	}
}

func TestWithdrawErasesTheText(t *testing.T) {
	h := newHouse(t)
	c := h.submit(t, h.alice, "cle-unique", "À oublier")
	if err := h.Withdraw(h.bruno, c.ID); !errors.Is(err, consult.ErrForbidden) {
		t.Errorf("someone else's: %v", err)
	}
	for range 2 { // twice is no error
		if err := h.Withdraw(h.alice, c.ID); err != nil {
			t.Fatal(err)
		}
	}
	got, err := h.Contribution(h.alice, c.ID)
	if err != nil || got.Text != "" || got.Stands() {
		t.Errorf("got %+v, %v", got, err)
	}
	if all, _ := h.All(h.organizer); len(all) != 0 {
		t.Error("it is still listed")
	}
	if next := h.submit(t, h.alice, "cle-suivante", "Autre"); next.ID == c.ID {
		t.Error("its number was used again")
	}
}

func TestReadingIsGuarded(t *testing.T) {
	h := newHouse(t)
	c := h.submit(t, h.alice, "cle-unique", "À moi")
	for name, by := range map[string]consult.Actor{"another official": h.bruno, "the public": {}} {
		if _, err := h.Contribution(by, c.ID); !errors.Is(err, consult.ErrForbidden) {
			t.Errorf("%s reads it: %v", name, err)
		}
		if _, err := h.All(by); !errors.Is(err, consult.ErrForbidden) {
			t.Errorf("%s reads all: %v", name, err)
		}
		if _, err := h.Texts(by, []consult.IdeaID{c.ID.Whole()}); !errors.Is(err, consult.ErrForbidden) {
			t.Errorf("%s reads texts: %v", name, err)
		}
		if _, err := h.Propose(context.Background(), by, cluster.Options{}); !errors.Is(err, consult.ErrForbidden) {
			t.Errorf("%s groups: %v", name, err)
		}
	}
	if _, err := h.Submit(h.organizer, consult.Form{Key: "12345678", Text: "Sans mandat"}); !errors.Is(err, consult.ErrForbidden) {
		t.Errorf("staff submits: %v", err)
	}
}

// fill sends two kinds of texts, four of each.
func (h *house) fill(t *testing.T) {
	t.Helper()
	kinds := []string{
		"Déployer la fibre optique dans les zones blanches, réseau mobile et opérateurs, hameau %d",
		"Financer les conseillers numériques et la médiation, guichet et accompagnement, mairie %d",
	}
	for i := range 8 {
		h.submit(t, h.alice, fmt.Sprintf("texte-%04d", i), fmt.Sprintf(kinds[i%2], i))
	}
}

func (h *house) classify(t *testing.T) consult.Classification {
	t.Helper()
	h.fill(t)
	p, err := h.Propose(context.Background(), h.organizer, cluster.Options{K: 2, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := h.Accept(h.organizer, p.ID); err != nil {
		t.Fatal(err)
	}
	cl, err := h.Classification()
	if err != nil {
		t.Fatal(err)
	}
	return cl
}

func TestAThemeExistsOnceAccepted(t *testing.T) {
	h := newHouse(t)
	h.fill(t)
	p, err := h.Propose(context.Background(), h.organizer, cluster.Options{K: 2, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	cl, _ := h.Classification()
	if len(cl.Themes) != 0 || cl.Proposal == nil || len(cl.Unplaced) != 8 {
		t.Fatalf("before accepting: %d themes, %d unplaced", len(cl.Themes), len(cl.Unplaced))
	}
	one, err := h.Accept(h.organizer, p.ID, 1)
	if err != nil || len(one) != 1 {
		t.Fatalf("accept one: %v, %v", one, err)
	}
	if again, err := h.Accept(h.organizer, p.ID, 1); err != nil || len(again) != 0 {
		t.Errorf("accepting twice made %v, %v", again, err)
	}
	if _, err := h.Accept(h.organizer, p.ID); err != nil {
		t.Fatal(err)
	}
	cl, _ = h.Classification()
	total := len(cl.Unplaced)
	for _, th := range cl.Themes {
		total += len(th.Ideas)
	}
	if len(cl.Themes) != 2 || total != 8 {
		t.Errorf("%d themes, %d ideas in all", len(cl.Themes), total)
	}
	if _, err := h.Accept(h.organizer, p.ID+7); !errors.Is(err, consult.ErrStale) {
		t.Errorf("another proposal: %v", err)
	}
}

func TestRename(t *testing.T) {
	h := newHouse(t)
	cl := h.classify(t)
	id := cl.Themes[0].ID
	if err := h.Rename(h.organizer, id, "  Réseaux   pour tous "); err != nil {
		t.Fatal(err)
	}
	cl, _ = h.Classification()
	if cl.Themes[0].Name != "Réseaux pour tous" || cl.Themes[0].Renamed.IsZero() {
		t.Errorf("got %+v", cl.Themes[0].Theme)
	}
	for name, bad := range map[string]string{"empty": " ", "long": strings.Repeat("é", 121), "control": "a\x07"} {
		if _, ok := errors.AsType[*consult.InvalidError](h.Rename(h.organizer, id, bad)); !ok {
			t.Errorf("%s name accepted", name)
		}
	}
	if err := h.Rename(h.organizer, 99, "Rien"); !errors.Is(err, consult.ErrNotFound) {
		t.Errorf("no such theme: %v", err)
	}
}

func TestAMovedIdeaStays(t *testing.T) {
	h := newHouse(t)
	cl := h.classify(t)
	from, to := cl.Themes[0], cl.Themes[1].ID
	idea := from.Ideas[0].Idea
	if err := h.Move(h.organizer, idea, to); err != nil {
		t.Fatal(err)
	}
	p, err := h.Propose(context.Background(), h.organizer, cluster.Options{K: 2, Seed: 2})
	if err != nil {
		t.Fatal(err)
	}
	made, err := h.Accept(h.organizer, p.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range made {
		if id <= to {
			t.Errorf("theme number %d was used again", id)
		}
	}
	cl, _ = h.Classification()
	for _, th := range cl.Themes {
		for _, placed := range th.Ideas {
			if placed.Idea == idea && (th.ID != to || !placed.Placement.Pinned) {
				t.Errorf("%s is under theme %d, pinned %t", idea, th.ID, placed.Placement.Pinned)
			}
		}
	}
	if err := h.Move(h.organizer, idea, 99); !errors.Is(err, consult.ErrNotFound) {
		t.Errorf("to no theme: %v", err)
	}
}

func TestTheJournalIsAChainWithoutTexts(t *testing.T) {
	h := newHouse(t)
	h.classify(t)
	var before [32]byte
	var lines int
	err := h.Store.View(func(tx *consult.Tx) error {
		return tx.Edition("2027").Journal.Each(func(n uint64, e consult.Entry) error {
			lines++
			if e.Before != before || e.Digest != e.Seal(n) {
				t.Errorf("line %d breaks the chain", n)
			}
			if strings.Contains(e.Object, "fibre") || strings.Contains(e.Object, "Aulne") {
				t.Errorf("line %d holds a text: %s", n, e.Object)
			}
			before = e.Digest
			return nil
		})
	})
	if err != nil || lines != 10 { // 8 submissions, 1 proposal, 1 acceptance
		t.Errorf("%d lines, %v", lines, err)
	}
}

func TestSessionsAndInvitations(t *testing.T) {
	h := newHouse(t)
	secret, session := consult.SessionID{1}, consult.SessionID{2}
	if err := h.Invite(secret, h.alice.Account, h.now.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	for range 20 { // a mail scanner opens the link
		if a, err := h.Invitation(secret); err != nil || a.ID != h.alice.Account {
			t.Fatalf("invitation: %+v, %v", a, err)
		}
	}
	if _, err := h.Enter(secret, session, h.now.Add(48*time.Hour)); err != nil {
		t.Fatal(err)
	}
	if _, err := h.Enter(secret, consult.SessionID{3}, h.now.Add(time.Hour)); !errors.Is(err, consult.ErrSpent) {
		t.Errorf("second use: %v", err)
	}
	if by, err := h.Who(session); err != nil || by != h.alice {
		t.Errorf("who: %+v, %v", by, err)
	}
	h.now = h.now.Add(72 * time.Hour)
	if by, _ := h.Who(session); by.Role != consult.Public {
		t.Errorf("an old session is %+v", by)
	}
}

func TestIdeaIDs(t *testing.T) {
	for _, s := range []string{"i1", "i217", "i217.2"} {
		id, err := consult.ParseIdeaID(s)
		if err != nil || id.String() != s {
			t.Errorf("%s: got %s, %v", s, id, err)
		}
	}
	for _, s := range []string{"", "i", "217", "i0", "i-1", "i2.0", "i2.300", "i2.x", "C-2"} {
		if id, err := consult.ParseIdeaID(s); err == nil {
			t.Errorf("%q is read as %s", s, id)
		}
	}
}
