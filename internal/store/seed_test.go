package store_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"unanime/consult"
	"unanime/internal/store"
	"unanime/motion/live"
)

var noon = time.Date(2027, 1, 15, 12, 0, 0, 0, time.UTC)

const year consult.CongressID = "2027"

// canary is in every text of the seed, so that a test can look for it in a file.
const canary = "serin-des-canaris"

// congress is open for contributions at noon.
var congress = consult.Congress{
	ID: year, Title: "8e Congrès", Calendar: []consult.Opening{
		{Phase: consult.Collect, At: noon.AddDate(0, 0, -7)}, {Phase: consult.Classify, At: noon.AddDate(0, 0, 7)},
	},
	Questions: []consult.Question{{Number: 1, Title: "Écoles"}},
}

// open makes a directory of test data and opens it.
func open(t testing.TB) (dir string, d *store.Dir) {
	t.Helper()
	dir = t.TempDir()
	if err := store.Init(dir, true); err != nil {
		t.Fatal(err)
	}
	return dir, reopen(t, dir)
}

func reopen(t testing.TB, dir string) *store.Dir {
	t.Helper()
	d, err := store.OpenDir(dir, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d
}

// seed writes something into every bucket: a congress, officials 1 to n, each
// with a contribution of the same number.
func seed(t testing.TB, d *store.Dir, n int) {
	t.Helper()
	people(t, d, n)
	r := register(d)
	for i := 1; i <= n; i++ {
		form := consult.Form{Key: fmt.Sprintf("key-%06d", i), Text: text(i), Question: i % 2}
		if _, err := r.Submit(member(i), form); err != nil {
			t.Fatal(err)
		}
	}
	if n > 2 {
		must(t, r.Withdraw(member(3), 3))
	}
	must(t, d.Update(func(tx *consult.Tx) error {
		ed := tx.Edition(year)
		theme, err := ed.Themes.Next()
		proposal, err2 := ed.Proposals.Next()
		mail, err3 := ed.Outbox.Next()
		return errors.Join(err, err2, err3,
			ed.Outbox.Put(consult.MailID(mail), consult.Mail{ID: 1, To: 1, State: consult.MailWaiting, Made: noon, Due: noon}),
			ed.Letters.Put(1, consult.Letter{To: 1, Text: text(1)}), ed.MailQueue.Put(1, noon),
			ed.Themes.Put(consult.ThemeID(theme), consult.Theme{ID: 1, Name: "Numérique à l’école"}),
			ed.Proposals.Put(consult.ProposalID(proposal), consult.Proposal{ID: 1, Groups: []consult.Group{{Number: 1, Ideas: []consult.Grouped{{Idea: consult.IdeaID{Contribution: 1}}}}}}),
			ed.Placements.Put(consult.IdeaID{Contribution: 1}, consult.Placement{Theme: 1, Pinned: true}),
			ed.Typed.Put(1, nil))
	}))
	must(t, d.Log.Begin("2027", live.Snapshot{At: noon, Doc: json.RawMessage(`{"type":"doc"}`)}))
	for i := range 5 {
		must(t, d.Log.Append("2027", frame(i)))
	}
	must(t, d.Log.Keep("2027", live.Snapshot{Version: 3, At: noon, Doc: json.RawMessage(`{"type":"doc","v":3}`)}))
}

// people writes the congress, its officials and their accounts, same numbers.
func people(t testing.TB, d *store.Dir, n int) {
	t.Helper()
	must(t, d.Update(func(tx *consult.Tx) error {
		err := tx.Congresses.Put(year, congress)
		for range n {
			id, err1 := tx.Accounts.Next()
			_, err2 := tx.Edition(year).Officials.Next()
			official := consult.Official{ID: consult.OfficialID(id), Given: "Jeanne", Family: fmt.Sprintf("Moulin%d", id), Fictional: true}
			err = errors.Join(err, err1, err2,
				tx.Accounts.Put(consult.AccountID(id), consult.Account{ID: consult.AccountID(id), Role: consult.Member, Official: official.ID}),
				tx.Edition(year).Officials.Put(official.ID, official))
		}
		return errors.Join(err, tx.Sessions.Put(consult.SessionID{1}, consult.Session{Account: 1, Since: noon}),
			tx.Invitations.Put(consult.SessionID{2}, consult.Invitation{Account: 1, Until: noon}))
	}))
}

func register(d *store.Dir) *consult.Register {
	return &consult.Register{Store: d, Congress: year, Now: func() time.Time { return noon }}
}

func member(i int) consult.Actor {
	return consult.Actor{Account: consult.AccountID(i), Role: consult.Member, Official: consult.OfficialID(i)}
}

func text(i int) string {
	return fmt.Sprintf("%s n° %d, « l’école <d’abord> & partout »", canary, i)
}

func frame(from int) live.Frame {
	step := json.RawMessage(fmt.Sprintf(`{"stepType":"replace","from":%d,"text":"\u00e9 \ufffd <&>"}`, from))
	return live.Frame{From: from, To: from + 1, Author: 7, At: noon, Steps: []json.RawMessage{step}}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// sound fails unless Check finds nothing.
func sound(t testing.TB, dir string) store.Report {
	t.Helper()
	report, err := store.Check(dir)
	must(t, err)
	for _, p := range report.Problems {
		t.Errorf("check: %s", p)
	}
	return report
}

func dataFile(dir string) string { return filepath.Join(dir, "unanime.db") }
