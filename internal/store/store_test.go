package store_test

import (
	"errors"
	"fmt"
	"reflect"
	"sync"
	"testing"

	"unanime/consult"
	"unanime/internal/store"
)

func TestRecordsComeBack(t *testing.T) {
	dir, d := open(t)
	seed(t, d, 4)
	must(t, d.Close())
	d = reopen(t, dir)
	must(t, d.View(func(tx *consult.Tx) error {
		c, err := tx.Congresses.Get(year)
		if err != nil || !reflect.DeepEqual(c, congress) {
			t.Errorf("congress %+v, %v", c, err)
		}
		body, err := tx.Edition(year).Texts.Get(2)
		if err != nil || body.Body != text(2) {
			t.Errorf("text %q, %v", body.Body, err)
		}
		_, err = tx.Edition(year).Texts.Get(3)
		if !errors.Is(err, consult.ErrNotFound) {
			t.Errorf("a withdrawn text: %v", err)
		}
		return nil
	}))
	if !d.Test() {
		t.Error("the mark of test data is lost")
	}
}

func TestKeysKeepTheirOrder(t *testing.T) {
	_, d := open(t)
	ids := []consult.IdeaID{{Contribution: 300}, {Contribution: 2, Part: 2}, {Contribution: 2}, {Contribution: 1 << 40}, {Contribution: 255, Part: 255}}
	receipts := []consult.ReceiptKey{{Account: 256, Key: "a"}, {Account: 1, Key: "|b"}, {Account: 1, Key: "a"}}
	must(t, d.Update(func(tx *consult.Tx) (err error) {
		for _, id := range ids {
			err = errors.Join(err, tx.Edition(year).Placements.Put(id, consult.Placement{Theme: consult.ThemeID(id.Part)}))
		}
		for _, k := range receipts {
			err = errors.Join(err, tx.Edition(year).Receipts.Put(k, consult.Receipt{Contribution: 1}))
		}
		return err
	}))
	must(t, d.View(func(tx *consult.Tx) error {
		got := ""
		err := tx.Edition(year).Placements.Each(func(id consult.IdeaID, _ consult.Placement) error {
			got += id.String() + " "
			return nil
		})
		err2 := tx.Edition(year).Receipts.Each(func(k consult.ReceiptKey, _ consult.Receipt) error {
			got += fmt.Sprintf("%d/%s ", k.Account, k.Key)
			return nil
		})
		if want := "i2 i2.2 i255.255 i300 i1099511627776 1/a 1/|b 256/a "; got != want {
			t.Errorf("order %s, want %s", got, want)
		}
		return errors.Join(err, err2)
	}))
}

func TestNumbersAreNeverGivenTwice(t *testing.T) {
	dir, d := open(t)
	next := func() (n uint64) {
		must(t, d.Update(func(tx *consult.Tx) (err error) {
			n, err = tx.Edition(year).Themes.Next()
			return errors.Join(err, tx.Edition(year).Themes.Put(consult.ThemeID(n), consult.Theme{}), tx.Edition(year).Themes.Delete(consult.ThemeID(n)))
		}))
		return n
	}
	if a, b := next(), next(); a != 1 || b != 2 {
		t.Errorf("numbers %d, %d", a, b)
	}
	must(t, d.Close())
	must(t, store.Compact(dir))
	d = reopen(t, dir)
	if n := next(); n != 3 {
		t.Errorf("after compacting: %d, want 3", n)
	}
}

// One member of a batch fails or panics; the others do not notice.
func TestAMemberFailsAlone(t *testing.T) {
	dir, d := open(t)
	refused := errors.New("refused")
	var all sync.WaitGroup
	for i := range 90 {
		all.Go(func() {
			err := d.Update(func(tx *consult.Tx) error {
				err := tx.Accounts.Put(consult.AccountID(i+1), consult.Account{ID: consult.AccountID(i + 1)})
				n, err2 := tx.Accounts.Next()
				if err = errors.Join(err, err2); err != nil || n == 0 {
					return err
				}
				switch i % 3 {
				case 1:
					return refused
				case 2:
					panic("what Jeanne wrote")
				}
				return nil
			})
			var broken *store.PanicError
			good := map[int]bool{0: err == nil, 1: err == refused, 2: errors.As(err, &broken)}
			if !good[i%3] {
				t.Errorf("member %d: %v", i, err)
			}
			if i%3 == 2 && err.Error() != "panic of type string" {
				t.Errorf("the error shows what was written: %v", err)
			}
		})
	}
	all.Wait()
	must(t, d.View(func(tx *consult.Tx) error {
		n := 0
		err := tx.Accounts.Each(func(id consult.AccountID, _ consult.Account) error {
			if n++; id%3 != 1 {
				t.Errorf("account %d of a failed member is there", id)
			}
			return nil
		})
		if n != 30 {
			t.Errorf("%d accounts, want 30", n)
		}
		return err
	}))
	must(t, d.Update(func(tx *consult.Tx) error {
		if n, err := tx.Accounts.Next(); n != 31 || err != nil {
			t.Errorf("failed members used up numbers: %d, %v", n, err)
		}
		return nil
	}))
	must(t, d.Close())
	// Numbers of the accounts were chosen above the sequence on purpose.
	if report, err := store.Check(dir); err != nil || len(report.Problems) != 1 {
		t.Errorf("check: %v, %v", report.Problems, err)
	}
}

func TestTransactionIsDeadOnceOver(t *testing.T) {
	_, d := open(t)
	var kept *consult.Tx
	must(t, d.View(func(tx *consult.Tx) error {
		kept = tx
		return nil
	}))
	_, err := kept.Accounts.Get(1)
	_, err2 := kept.Accounts.Next()
	for _, err := range []error{err, err2, kept.Accounts.Put(1, consult.Account{}), kept.Accounts.Delete(1), kept.Accounts.Each(nil)} {
		if !errors.Is(err, store.ErrOver) {
			t.Errorf("got %v, want ErrOver", err)
		}
	}
}

func TestViewDoesNotWrite(t *testing.T) {
	_, d := open(t)
	must(t, d.View(func(tx *consult.Tx) error {
		_, err := tx.Accounts.Next()
		for _, err := range []error{err, tx.Accounts.Put(1, consult.Account{}), tx.Accounts.Delete(1), tx.Edition(year).Officials.Put(1, consult.Official{ID: 1})} {
			if !errors.Is(err, store.ErrReadOnly) {
				t.Errorf("got %v, want ErrReadOnly", err)
			}
		}
		return nil
	}))
	var broken *store.PanicError
	if err := d.View(func(*consult.Tx) error { panic(1) }); !errors.As(err, &broken) || len(broken.Stack) == 0 {
		t.Errorf("a panic came back as %v", err)
	}
}

func TestRefusedKeysAndValues(t *testing.T) {
	_, d := open(t)
	long := make([]byte, store.MaxKey)
	for name, put := range map[string]func(*consult.Tx) error{
		"path as a congress": func(tx *consult.Tx) error { return tx.Edition("../2026").Themes.Put(1, consult.Theme{}) },
		"no congress":        func(tx *consult.Tx) error { return tx.Edition("").Themes.Put(1, consult.Theme{}) },
		"empty key":          func(tx *consult.Tx) error { return tx.Congresses.Put("", consult.Congress{}) },
		"long key": func(tx *consult.Tx) error {
			return tx.Edition(year).Receipts.Put(consult.ReceiptKey{Key: string(long)}, consult.Receipt{})
		},
		"not UTF-8": func(tx *consult.Tx) error { return tx.Accounts.Put(1, consult.Account{Label: "caf\xe9"}) },
	} {
		if err := d.Update(put); err == nil {
			t.Errorf("%s was taken", name)
		}
	}
	label := "\ufffd, and the letters \\ufffd, and \\\\ufffd"
	must(t, d.Update(func(tx *consult.Tx) error { return tx.Accounts.Put(1, consult.Account{Label: label}) }))
	must(t, d.View(func(tx *consult.Tx) error {
		a, err := tx.Accounts.Get(1)
		if a.Label != label {
			t.Errorf("came back as %q", a.Label)
		}
		return err
	}))
}

// Writers and readers at once; meant for -race.
func TestAtOnce(t *testing.T) {
	dir, d := open(t)
	people(t, d, 8)
	r := register(d)
	var all sync.WaitGroup
	for i := 1; i <= 8; i++ {
		all.Go(func() {
			for n := range 20 {
				if _, err := r.Submit(member(i), consult.Form{Key: fmt.Sprintf("key-%06d", n/2), Text: text(n / 2)}); err != nil {
					t.Errorf("submit: %v", err)
				}
			}
		})
		all.Go(func() {
			for range 20 {
				must(t, d.View(func(tx *consult.Tx) error {
					return tx.Edition(year).Texts.Each(func(consult.ContributionID, consult.Text) error { return nil })
				}))
				must(t, d.Ping())
			}
		})
	}
	all.Wait()
	must(t, d.Close())
	if report := sound(t, dir); report.Contributions != 80 || report.Entries != 80 {
		t.Errorf("%d contributions and %d entries, want 80: a key sent twice writes once", report.Contributions, report.Entries)
	}
}

func TestClosed(t *testing.T) {
	_, d := open(t)
	must(t, d.Close())
	nothing := func(*consult.Tx) error { return nil }
	for _, err := range []error{d.Update(nothing), d.View(nothing), d.Ping()} {
		if !errors.Is(err, store.ErrClosed) {
			t.Errorf("got %v, want ErrClosed", err)
		}
	}
	must(t, d.Close())
}
