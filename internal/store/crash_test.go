package store_test

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"

	"unanime/consult"
	"unanime/internal/store"
)

// A process that takes contributions in, and says so line by line, is killed
// with -9 again and again on the same file: all that was said is there, byte for
// byte, each time.
func TestKilledWriter(t *testing.T) {
	if dir := os.Getenv("STORE_WRITE"); dir != "" {
		write(dir)
		return
	}
	dir, d := open(t)
	people(t, d, 8)
	must(t, d.Close())
	var acks bytes.Buffer
	for round := range 5 {
		child := exec.Command(os.Args[0], "-test.run=^TestKilledWriter$")
		child.Env = append(os.Environ(), "STORE_WRITE="+dir, fmt.Sprintf("STORE_ROUND=%d", round))
		said, err := child.StdoutPipe()
		must(t, err)
		must(t, child.Start())
		lines := bufio.NewScanner(said)
		for n := 0; n < 30*(round+1) && lines.Scan(); n++ {
			acks.WriteString(lines.Text() + "\n")
		}
		must(t, child.Process.Kill())
		for lines.Scan() { // said before it died
			acks.WriteString(lines.Text() + "\n")
		}
		_ = child.Wait()
		sound(t, dir)
	}
	report, err := store.CheckAcks(dir, &acks)
	must(t, err)
	if report.Found < 450 || len(report.Missing)+len(report.Altered)+report.Gone > 0 {
		t.Errorf("%d found, %d missing, %d altered", report.Found, len(report.Missing), len(report.Altered))
	}
}

// write submits for ever, eight officials at once.
func write(dir string) {
	d, err := store.OpenDir(dir, store.Options{})
	if err != nil {
		return
	}
	r := register(d)
	var out sync.Mutex
	var all sync.WaitGroup
	for i := 1; i <= 8; i++ {
		all.Go(func() {
			for n := 0; ; n++ {
				form := consult.Form{Key: fmt.Sprintf("key-%s-%d-%d", os.Getenv("STORE_ROUND"), i, n), Text: text(n)}
				c, err := r.Submit(member(i), form)
				if err != nil {
					return
				}
				out.Lock()
				fmt.Printf("{\"id\":\"/contributions/%d\",\"sha256\":\"%x\"}\n", c.ID, sha256.Sum256([]byte(form.Text)))
				out.Unlock()
			}
		})
	}
	all.Wait()
}

func TestCheckAcks(t *testing.T) {
	dir, d := open(t)
	seed(t, d, 4) // 3 is withdrawn
	_, err := register(d).Amend(member(2), consult.Change{ID: 2, Version: 1, Text: "autre"})
	must(t, err)
	must(t, d.Erase(year, 4))
	must(t, d.Close())
	sum := func(s string) string { return fmt.Sprintf("%x", sha256.Sum256([]byte(s))) }
	acks := strings.Join([]string{
		`{"id":"/contributions/1","sha256":"` + sum(text(1)) + `"}`,
		`{"id":"C-0001","sha256":"` + strings.ToUpper(sum(text(1))) + `","n":3}`,
		`{"id":1,"sha256":"` + sum(text(1)) + `"}`,
		``,
		`{"id":"2","sha256":"` + sum(text(2)) + `"}`, // amended since
		`{"id":"/contributions/2.json?a=b","sha256":"` + sum("autre") + `"}`,
		`{"id":"3","sha256":"` + sum(text(3)) + `"}`, // withdrawn
		`{"id":"4","sha256":"` + sum(text(4)) + `"}`, // erased
		`{"id":"1","sha256":"` + sum("faux") + `"}`,
		`{"id":"5","sha256":"` + sum(text(5)) + `"}`,
		`{"id":"nothing","sha256":"` + sum(text(5)) + `"}`,
		`{"id":"1","sha2`, // cut short
	}, "\n")
	report, err := store.CheckAcks(dir, strings.NewReader(acks))
	must(t, err)
	if report.Found != 5 || report.Gone != 2 || len(report.Altered) != 1 || len(report.Missing) != 2 {
		t.Errorf("%+v", report)
	}
	if _, err := store.CheckAcks(dir, strings.NewReader("{}\n")); err == nil {
		t.Error("a line that is no acknowledgement was passed over")
	}
}

// After a commit that failed nothing is lost, reading goes on, and the next
// write goes through a file closed, synced and opened again.
func TestMendsAfterADoubtfulCommit(t *testing.T) {
	dir, d := open(t)
	people(t, d, 2)
	r := register(d)
	for i := 1; i <= 5; i++ {
		store.Doubt(d.Store)
		if _, err := r.Read(); err != nil {
			t.Errorf("reading stopped: %v", err)
		}
		if i%2 == 0 {
			must(t, d.Ping())
		}
		if _, err := r.Submit(member(1), consult.Form{Key: fmt.Sprintf("key-%06d", i), Text: text(i)}); err != nil {
			t.Fatal(err)
		}
	}
	must(t, d.Close())
	if report := sound(t, dir); report.Contributions != 5 {
		t.Errorf("%d contributions, want 5", report.Contributions)
	}
}

// What cannot be mended stays refused, with the reason, until it can.
func TestRefusesWhileItCannotMend(t *testing.T) {
	dir, d := open(t)
	people(t, d, 1)
	r := register(d)
	store.Doubt(d.Store)
	away := dataFile(dir) + ".away"
	must(t, os.Rename(dataFile(dir), away))
	for range 2 {
		_, err := r.Submit(member(1), consult.Form{Key: "key-000001", Text: text(1)})
		if !errors.Is(err, store.ErrUnknown) || !errors.Is(err, store.ErrMissing) {
			t.Errorf("write: %v", err)
		}
		if err := d.Ping(); !errors.Is(err, store.ErrMissing) {
			t.Errorf("ping: %v", err)
		}
		if _, err := r.Read(); !errors.Is(err, store.ErrMissing) {
			t.Errorf("read: %v", err)
		}
	}
	must(t, os.Rename(away, dataFile(dir)))
	_, err := r.Submit(member(1), consult.Form{Key: "key-000001", Text: text(1)})
	must(t, err)
}

// The file may grow to its limit only; then reading goes on, and what was saved
// is there.
func TestLimit(t *testing.T) {
	dir, d := open(t)
	people(t, d, 1)
	must(t, d.Close())
	// bbolt grows a mapped file by 16 MiB at a time.
	d, err := store.OpenDir(dir, store.Options{Limit: 18 << 20})
	must(t, err)
	defer d.Close()
	fill(t, d, 4<<10)
	must(t, d.Close())
	sound(t, dir)
}

// fill submits, sixteen at once, until the file or disk is full, and checks that
// all that was acknowledged can be read.
func fill(t *testing.T, d *store.Dir, most int) {
	r := register(d)
	big := strings.Repeat("0123456789abcdef", consult.MaxText/16)
	var mu sync.Mutex
	var saved []consult.ContributionID
	var all sync.WaitGroup
	for w := range 16 {
		all.Go(func() {
			for n := range most / 16 {
				c, err := r.Submit(member(1), consult.Form{Key: fmt.Sprintf("key-%d-%06d", w, n), Text: big})
				if err != nil {
					if !errors.Is(err, store.ErrUnknown) || !errors.Is(err, store.ErrFull) {
						t.Errorf("writer %d after %d: %v", w, n, err)
					}
					return
				}
				mu.Lock()
				saved = append(saved, c.ID)
				mu.Unlock()
			}
		})
	}
	all.Wait()
	if len(saved) == 0 || len(saved) >= most/16*16 {
		t.Errorf("%d contributions were saved", len(saved))
	}
	must(t, d.View(func(tx *consult.Tx) error {
		for _, id := range saved {
			body, err := tx.Edition(year).Texts.Get(id)
			if err != nil || body.Body != big {
				t.Errorf("contribution %d is lost: %v", id, err)
			}
		}
		return nil
	}))
}
