// Package webtest runs browser journeys from Go tests.
//
// What comes in: the name of a script of web/journeys and the address of a
// program that the test has started. What goes out: the script's words in the
// test's log, and a failed test when the script fails.
//
// The rules: a machine without Node, Chromium or the packages of web/journeys
// skips these tests and says what is missing; where UNANIME_BROWSER=required,
// as on the integration machine, it fails instead. "make browser" installs
// what is needed.
package webtest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// chromiums are the names under which systems install the browser; lib.mjs
// looks for the same.
var chromiums = []string{"chromium", "chromium-browser", "google-chrome-stable", "google-chrome"}

// Journey runs "node web/journeys/SCRIPT URL" and streams what it prints to
// t.Log. It fails the test when the script ends with an error.
func Journey(t *testing.T, script, baseURL string) {
	t.Helper()
	folder, err := journeys()
	if err == nil {
		err = missing(folder)
	}
	switch {
	case err == nil:
	case os.Getenv("UNANIME_BROWSER") == "required":
		t.Fatalf("browser tests are required: %v", err)
	default:
		t.Skipf("browser test skipped: %v", err)
	}
	ctx, stop := beforeDeadline(t)
	defer stop()
	if err := run(ctx, filepath.Join(folder, script), baseURL, t.Log); err != nil {
		t.Errorf("journey %s: %v", script, err)
	}
}

// journeys finds web/journeys above the folder where the test runs.
func journeys() (string, error) {
	folder, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(folder, "go.mod")); err == nil {
			return filepath.Join(folder, "web", "journeys"), nil
		}
		parent := filepath.Dir(folder)
		if parent == folder {
			return "", errors.New("the test does not run inside the repository")
		}
		folder = parent
	}
}

// missing says what a journey lacks on this machine, and how to get it.
func missing(folder string) error {
	// Reading the folder also tells go test that its scripts are inputs, so
	// that a result is not taken from the cache after one was edited.
	if _, err := os.ReadDir(folder); err != nil {
		return err
	}
	if _, err := exec.LookPath("node"); err != nil {
		return errors.New("node is not installed (version 20 or later)")
	}
	for _, name := range []string{"playwright-core", "axe-core"} {
		if _, err := os.Stat(filepath.Join(folder, "node_modules", name)); err != nil {
			return fmt.Errorf("package %s is not installed; run “make browser”", name)
		}
	}
	if os.Getenv("CHROMIUM") != "" {
		return nil
	}
	for _, name := range chromiums {
		if _, err := exec.LookPath(name); err == nil {
			return nil
		}
	}
	return errors.New("no Chromium is installed; run “make browser”, or set CHROMIUM to its path")
}

// beforeDeadline leaves time to show the log of a journey that hangs.
func beforeDeadline(t *testing.T) (context.Context, context.CancelFunc) {
	if deadline, ok := t.Deadline(); ok {
		return context.WithDeadline(t.Context(), deadline.Add(-5*time.Second))
	}
	return context.WithCancel(t.Context())
}

func run(ctx context.Context, script, baseURL string, log func(...any)) error {
	out := &lineWriter{log: log}
	defer out.flush()
	command := exec.CommandContext(ctx, "node", script, baseURL)
	command.Dir = filepath.Dir(script)
	command.Stdout, command.Stderr = out, out // the same: exec then writes from one goroutine
	command.WaitDelay = 2 * time.Second       // a browser left behind keeps the pipe open
	err := command.Run()
	if ctx.Err() != nil {
		return fmt.Errorf("still running at the end of the test: %w", ctx.Err())
	}
	return err
}

// lineWriter logs whole lines as they come.
type lineWriter struct {
	log  func(...any)
	rest []byte
}

func (w *lineWriter) Write(p []byte) (int, error) {
	w.rest = append(w.rest, p...)
	for {
		line, rest, found := bytes.Cut(w.rest, []byte("\n"))
		if !found {
			return len(p), nil
		}
		w.log(string(line))
		w.rest = rest
	}
}

func (w *lineWriter) flush() {
	if len(w.rest) > 0 {
		w.log(string(w.rest))
	}
}
