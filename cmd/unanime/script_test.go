package main

import (
	"bytes"
	"errors"
	"net/url"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/text/encoding/charmap"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"unanime": func() { os.Exit(start()) }})
}

// Each script of testdata is a promise of the command line, told as a story.
// Besides the usual words they say:
//
//	fails CODE ARGS…     runs unanime, which must exit with that code and say why
//	                     in one line on stderr
//	serving ARGS…        starts “unanime serve ARGS…” until the end of the script
//	                     and sets URL and PORT
//	windows1252 FILE     writes the UTF-8 file again in that encoding
//	bom FILE             puts a byte order mark at its start
//	cut FILE N           takes its last N bytes away
//	swap FILE OLD NEW    writes it again with NEW in place of the first OLD; each
//	                     may be a file, which then stands for its first line
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"fails":       fails,
			"serving":     serving,
			"windows1252": rewriting(func(b []byte, _ []string) ([]byte, error) { return charmap.Windows1252.NewEncoder().Bytes(b) }),
			"bom":         rewriting(func(b []byte, _ []string) ([]byte, error) { return append([]byte("\ufeff"), b...), nil }),
			"cut":         rewriting(cut),
			"swap":        swap,
		},
	})
}

func fails(ts *testscript.TestScript, neg bool, args []string) {
	code, err := strconv.Atoi(args[0])
	if neg || err != nil {
		ts.Fatalf("usage: fails CODE ARGS…")
	}
	err = ts.Exec("unanime", args[1:]...)
	exited, ok := errors.AsType[*exec.ExitError](err)
	if !ok || exited.ExitCode() != code {
		ts.Fatalf("%v, want exit code %d", err, code)
	}
	said := ts.ReadFile("stderr")
	if !strings.HasPrefix(said, "unanime: ") || strings.Count(said, "\n") != 1 {
		ts.Fatalf("stderr is not one sentence after “unanime: ”")
	}
}

func serving(ts *testscript.TestScript, neg bool, args []string) {
	for i, arg := range args {
		if i > 0 && args[i-1] == "--data" {
			args[i] = ts.MkAbs(arg)
		}
	}
	r, err := launch(append([]string{"serve"}, args...)...)
	ts.Check(err)
	ts.Defer(func() { r.stop() })
	u, err := url.Parse(r.url)
	ts.Check(err)
	ts.Setenv("URL", r.url)
	ts.Setenv("PORT", u.Port())
}

// rewriting is a word of the scripts that changes the file it names.
func rewriting(change func([]byte, []string) ([]byte, error)) func(*testscript.TestScript, bool, []string) {
	return func(ts *testscript.TestScript, _ bool, args []string) {
		path := ts.MkAbs(args[0])
		before, err := os.ReadFile(path)
		ts.Check(err)
		after, err := change(before, args[1:])
		ts.Check(err)
		if bytes.Equal(before, after) {
			ts.Fatalf("%s is as before", args[0])
		}
		ts.Check(os.WriteFile(path, after, 0o644))
	}
}

func cut(b []byte, args []string) ([]byte, error) {
	n, err := strconv.Atoi(args[0])
	if err != nil || n > len(b) {
		return nil, errors.New("usage: cut FILE N")
	}
	return b[:len(b)-n], nil
}

func swap(ts *testscript.TestScript, _ bool, args []string) {
	for i, arg := range args[1:] {
		if data, err := os.ReadFile(ts.MkAbs(arg)); err == nil {
			args[i+1], _, _ = strings.Cut(string(data), "\n")
		}
	}
	rewriting(func(b []byte, args []string) ([]byte, error) {
		return bytes.Replace(b, []byte(args[0]), []byte(args[1]), 1), nil
	})(ts, false, args)
}
