package main

import (
	"bufio"
	"fmt"
	"os/exec"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"

	"unanime/internal/sheet"
)

// process is the program in a process of its own, which can be killed.
type process struct {
	*exec.Cmd
	url string
}

func spawn(t *testing.T, args ...string) *process {
	t.Helper()
	p := &process{Cmd: exec.Command("unanime", args...)}
	out, err := p.StdoutPipe()
	if err == nil {
		err = p.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.kill)
	first, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("unanime %v did not listen: %v", args, err)
	}
	p.url = strings.TrimPrefix(strings.TrimSpace(first), "listening on ")
	return p
}

// kill is kill -9: nothing is told to the program.
func (p *process) kill() {
	_ = p.Process.Kill() // it may be dead already
	_ = p.Wait()
}

// writer is an official who sends one text after the other, and the same again
// under the same key until it is acknowledged.
type writer struct {
	cookie string
	number int
	key    string
	said   int // texts acknowledged
}

func (w *writer) text() string { return fmt.Sprintf("Texte %d de l’élu·e %d.", w.said, w.number) }

// write sends until the server dies, and reports every acknowledgement.
func (w *writer) write(home string, ack func(line string)) {
	at := newOfficial(home, w.cookie)
	for {
		if w.key == "" {
			w.key = uuid.NewString()
		}
		place, err := at.contribute(w.key, w.text())
		if err != nil {
			return
		}
		ack(acknowledged(place, w.text()))
		w.key, w.said = "", w.said+1
	}
}

// Killed three times while officials write, the program loses nothing that it
// acknowledged and writes nothing twice; sessions survive.
func TestKilled(t *testing.T) {
	const kills, acksBeforeKill, officials = 3, 12, 4
	dir, cookies := seeded(t, officials)
	var writers []*writer
	for i, cookie := range cookies {
		writers = append(writers, &writer{cookie: cookie, number: i})
	}
	var acks strings.Builder
	for range kills {
		p := spawn(t, "serve", "--data", dir, "--listen", "127.0.0.1:0")
		var mu sync.Mutex
		left := acksBeforeKill
		ack := func(line string) {
			mu.Lock()
			defer mu.Unlock()
			acks.WriteString(line)
			if left--; left == 0 {
				_ = p.Process.Kill()
			}
		}
		var wait sync.WaitGroup
		for _, w := range writers {
			wait.Go(func() { w.write(p.url, ack) })
		}
		wait.Wait()
		if left > 0 {
			t.Fatalf("the officials gave up %d acknowledgements early", left)
		}
		p.kill()
	}
	out := obeyed(t, "check", "--data", dir, "--acks", writeFile(t, "acks", acks.String()))
	if !strings.Contains(out, fmt.Sprintf("%d acknowledgements found", strings.Count(acks.String(), "\n"))) {
		t.Error(out)
	}
	countOnce(t, dir, writers)
}

// countOnce sends what was under way again, and looks for every text in the
// table that the organiser takes away.
func countOnce(t *testing.T, dir string, writers []*writer) {
	t.Helper()
	site := serve(t, dir)
	want := map[string]bool{}
	for _, w := range writers {
		if w.key == "" {
			w.key = uuid.NewString()
		}
		if _, err := newOfficial(site.url, w.cookie).contribute(w.key, w.text()); err != nil {
			t.Fatal(err)
		}
		for w.said++; w.said > 0; {
			w.said--
			want[w.text()] = true
		}
	}
	_, table, err := newOfficial(site.url, writers[0].cookie).ask("GET", "/export/contributions.csv", "")
	if err != nil {
		t.Fatal(err)
	}
	export, err := sheet.Read("contributions.csv", strings.NewReader(table), sheet.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range export.Rows {
		for _, cell := range row {
			if strings.HasPrefix(cell, "Texte ") {
				if !want[cell] {
					t.Errorf("%q is there twice, or nobody sent it", cell)
				}
				delete(want, cell)
			}
		}
	}
	if len(want) > 0 {
		t.Errorf("lost: %v", want)
	}
}
