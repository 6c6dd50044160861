package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"
	"time"
)

// running is the whole program inside a test, answering at url.
type running struct {
	url  string
	stop func() (code int)

	said chan string // what it prints after its first line; closed at its end

	mu  sync.Mutex
	log bytes.Buffer
}

// launch starts the program with these arguments and waits until it listens.
func launch(args ...string) (*running, error) {
	ctx, cancel := context.WithCancel(context.Background())
	r := &running{said: make(chan string, 100)}
	in, out := io.Pipe()
	ended := make(chan int, 1)
	go func() {
		p := Program{Args: args, Stdin: strings.NewReader(""), Stdout: out, Stderr: r, Now: time.Now}
		ended <- p.Run(ctx)
		out.Close()
	}()
	lines := bufio.NewReader(in)
	first, err := lines.ReadString('\n')
	url, listens := strings.CutPrefix(strings.TrimSpace(first), "listening on ")
	if err != nil || !listens {
		cancel()
		return nil, fmt.Errorf("unanime %v said %q, then %s", args, first, r)
	}
	go func() {
		defer close(r.said)
		for more := bufio.NewScanner(lines); more.Scan(); {
			r.said <- more.Text()
		}
	}()
	r.url = url
	r.stop = sync.OnceValue(func() int {
		cancel()
		return <-ended
	})
	return r, nil
}

// line returns the next line it prints that begins so; with "" it stops the
// program, and returns the next line or nothing.
func (r *running) line(t *testing.T, begin string) string {
	t.Helper()
	if begin == "" {
		r.stop()
	}
	for s := range r.said {
		if strings.HasPrefix(s, begin) {
			return s
		}
	}
	return ""
}

// Write and String make running the standard error of the program.
func (r *running) Write(b []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.log.Write(b)
}

func (r *running) String() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.log.String()
}

// obeyed runs a command to its end and returns what it printed.
func obeyed(t *testing.T, args ...string) string {
	t.Helper()
	out, code := try(t, args...)
	if code != exitDone {
		t.Fatalf("unanime %v: exit code %d", args, code)
	}
	return out
}

// try runs a command that may fail.
func try(t *testing.T, args ...string) (out string, code int) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	p := Program{Args: args, Stdin: strings.NewReader(""), Stdout: &stdout, Stderr: &stderr, Now: time.Now}
	code = p.Run(t.Context())
	if stderr.Len() > 0 {
		t.Logf("unanime %v: %s", args, &stderr)
	}
	return stdout.String(), code
}
