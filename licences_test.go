package unanime_test

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// licences is every module the repository is built with, and the licence it
// was taken under. All may be combined with the EUPL-1.2.
var licences = map[string]string{
	"github.com/alecthomas/kong":          "MIT",
	"github.com/andybalholm/brotli":       "MIT",
	"github.com/deckarep/golang-set":      "MIT",
	"github.com/evanw/esbuild":            "MIT",
	"github.com/go-text/typesetting":      "BSD",
	"github.com/gofiber/fiber/v2":         "MIT",
	"github.com/google/uuid":              "BSD",
	"github.com/jdkato/prose/v2":          "MIT",
	"github.com/klauspost/compress":       "BSD",
	"github.com/kljensen/snowball":        "MIT",
	"github.com/mattn/go-colorable":       "MIT",
	"github.com/mattn/go-isatty":          "MIT",
	"github.com/mattn/go-runewidth":       "MIT",
	"github.com/mingrammer/commonregex":   "MIT",
	"github.com/mitchellh/colorstring":    "MIT",
	"github.com/prometheus/client_golang": "Apache-2.0",
	"github.com/richardlehane/mscfb":      "Apache-2.0",
	"github.com/richardlehane/msoleps":    "Apache-2.0",
	"github.com/rivo/uniseg":              "MIT",
	"github.com/schollz/progressbar/v3":   "MIT",
	"github.com/tiendc/go-deepcopy":       "MIT",
	"github.com/valyala/bytebufferpool":   "MIT",
	"github.com/valyala/fasthttp":         "MIT",
	"github.com/valyala/tcplisten":        "MIT",
	"github.com/wneessen/go-mail":         "MIT",
	"github.com/xuri/efp":                 "BSD",
	"github.com/xuri/excelize/v2":         "BSD",
	"github.com/xuri/nfp":                 "BSD",
	"github.com/yuin/goldmark":            "MIT",
	"go.etcd.io/bbolt":                    "MIT",
	"golang.org/x/crypto":                 "BSD",
	"golang.org/x/image":                  "BSD",
	"golang.org/x/net":                    "BSD",
	"golang.org/x/sys":                    "BSD",
	"golang.org/x/term":                   "BSD",
	"golang.org/x/text":                   "BSD",
	"gonum.org/v1/gonum":                  "BSD",
	"gopkg.in/neurosnap/sentences.v1":     "MIT",
}

// phrases tell a licence by words that no other has.
var phrases = []struct{ licence, words string }{
	{"Apache-2.0", "Apache License Version 2.0"},
	{"MPL-2.0", "Mozilla Public License Version 2.0"},
	{"OFL-1.1", "SIL OPEN FONT LICENSE Version 1.1"},
	{"BSD", "Redistribution and use in source and binary forms, with or without modification, are permitted"},
	{"MIT", "Permission is hereby granted, free of charge, to any person obtaining a copy"},
	{"ISC", "Permission to use, copy, modify, and/or distribute this software for any purpose"},
}

func TestLicences(t *testing.T) {
	for module, dir := range builtModules(t) {
		want, ok := licences[module]
		if !ok {
			t.Errorf("%s is not in the table of licences_test.go: read its licence, then name it there", module)
			continue
		}
		if dir == "" {
			continue // not in the module cache: nothing to read
		}
		if got := licenceOf(t, dir); got != want {
			t.Errorf("%s: its text reads as %q, the table says %q", module, got, want)
		}
	}
}

// builtModules asks the go command which modules the packages here are built
// with, tests apart, and where they lie.
func builtModules(t *testing.T) map[string]string {
	t.Helper()
	command := exec.Command("go", "list", "-e", "-deps", "-f", "{{with .Module}}{{.Path}}\t{{.Dir}}{{end}}", "./...")
	command.Stderr = os.Stderr
	out, err := command.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	modules := map[string]string{}
	for line := range strings.Lines(string(out)) {
		path, dir, found := strings.Cut(strings.TrimSpace(line), "\t")
		if found && path != module {
			modules[path] = dir
		}
	}
	if len(modules) == 0 {
		t.Fatal("go list names no module: the test does not look at the right place")
	}
	return modules
}

var spaces = regexp.MustCompile(`[\s,]+`)

// licenceOf reads the licence files of a module's folder, and returns the
// licence of the first that is recognised.
func licenceOf(t *testing.T, dir string) string {
	t.Helper()
	for _, pattern := range []string{"LICEN[SC]E*", "COPYING*", "[Ll]icen[sc]e*"} {
		names, err := fs.Glob(os.DirFS(dir), pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			text, err := os.ReadFile(filepath.Join(dir, name))
			if err != nil {
				t.Fatal(err)
			}
			if licence := recognise(string(text)); licence != "" {
				return licence
			}
		}
	}
	return ""
}

// recognise compares words, whatever the spaces, commas and capitals. The
// first licence met counts: projects quote those of their parts below.
func recognise(text string) (licence string) {
	plain := func(s string) string { return strings.ToLower(spaces.ReplaceAllString(s, " ")) }
	text = plain(text)
	first := len(text)
	for _, p := range phrases {
		if at := strings.Index(text, plain(p.words)); at >= 0 && at < first {
			licence, first = p.licence, at
		}
	}
	return licence
}

// Our own licence is there in full: fifteen articles and the appendix.
func TestOwnLicence(t *testing.T) {
	text, err := os.ReadFile("LICENSE")
	if err != nil {
		t.Fatal(err)
	}
	for _, words := range []string{"EUROPEAN UNION PUBLIC LICENCE v. 1.2", "1.Definitions", "8.Disclaimer of Liability", "15.Applicable Law", "Appendix", "require the production of a new EUPL version."} {
		if !strings.Contains(string(text), words) {
			t.Errorf("LICENSE lacks %q", words)
		}
	}
}

func TestRecognise(t *testing.T) {
	tests := map[string]string{
		"Permission is hereby granted,\n free of charge, to any person\nobtaining a copy": "MIT",
		"  Apache License\n   Version 2.0, January 2004":                                  "Apache-2.0",
		"All rights reserved.": "",
	}
	for text, want := range tests {
		if got := recognise(text); got != want {
			t.Errorf("%q reads as %q, want %q", text, got, want)
		}
	}
}
