package unanime_test

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// An arrow says what the packages of a folder may import of ours. A pattern
// "x/..." stands for x and all below it; the longest pattern that fits a
// package is its rule. Tests may import more: see testArrows.
type arrow struct {
	from string
	to   []string
	why  string
}

// arrows is who may import whom: officials are consulted, their ideas are
// clustered, a motion is drafted; imports are that flow turned round.
var arrows = []arrow{
	{".", nil, "the root only carries the believable congress of testdata"},
	{"cluster/...", []string{"cluster/..."}, "the machine knows texts and numbers, nothing of the trade"},
	{"consult/...", []string{"consult/...", "cluster"}, "the trade uses the machine; it knows neither the motion, the web nor the file"},
	{"motion", []string{"cluster", "consult", "motion/text", "motion/live", "internal/typography"}, "the motion is drafted from themes, over its own document tree, in a room that moves edits"},
	{"motion/text/...", []string{"motion/text/..."}, "the document tree stands alone: the browser holds the same one"},
	{"motion/live/...", []string{"motion/live/...", "motion/text"}, "a room moves edits, it does not know what a motion means"},
	{"motion/session/...", []string{"motion/session/...", "motion", "motion/text", "consult"}, "congress day acts on the motion"},
	{"motion/export/...", []string{"motion/export/...", "motion", "motion/text", "consult", "assets/fonts", "assets/hyphen", "internal/typography"}, "a document goes in, bytes come out"},
	{"assets/...", []string{"assets/..."}, "files to embed, and readers of them"},
	{"web/...", []string{"web/...", "cluster", "consult", "motion", "motion/...", "assets/...", "internal/sheet", "internal/mail", "internal/auth", "internal/atomicfile", "internal/typography"}, "pages ask the trade; they never touch the file, whose interfaces the trade owns"},
	{"internal/store/...", []string{"internal/store/...", "consult", "motion/live"}, "the file implements the interfaces of these two, and knows no other rule"},
	{"internal/atomicfile", nil, smallHelper},
	{"internal/auth", nil, smallHelper},
	{"internal/bundle", nil, smallHelper},
	{"internal/demo", []string{"consult", "internal/sheet"}, "the demonstration is a consultation read from tables"},
	{"internal/demogen", nil, smallHelper},
	{"internal/geogen", nil, smallHelper},
	{"internal/mail", nil, smallHelper},
	{"internal/sheet", nil, smallHelper},
	{"internal/typography", nil, smallHelper},
	{"internal/webtest", nil, smallHelper},
	{"cmd/...", []string{".", "cluster/...", "consult/...", "motion/...", "web/...", "assets/...", "internal/...", "cmd/..."}, "the program wires everything"},
}

const smallHelper = "a small helper has one job and could serve another program"

// testArrows is what every test may import besides, to try a package on the
// real congress, in the real file or in a browser.
var testArrows = []string{".", "internal/..."}

// homes is where each direct dependency lives; nobody else sees it.
var homes = []arrow{
	{"github.com/gofiber/...", []string{"web/..."}, webOnly},
	{"github.com/valyala/fasthttp/...", []string{"web/..."}, webOnly},
	{"github.com/fasthttp/websocket/...", []string{"web/..."}, webOnly},
	{"github.com/skip2/go-qrcode/...", []string{"web/..."}, webOnly},
	{"github.com/prometheus/client_golang/...", []string{"web/...", "cmd/..."}, "figures are shown by the web, wired by cmd"},
	{"github.com/andybalholm/brotli/...", []string{"web/...", "assets/...", "internal/bundle"}, "compression belongs to what is served"},
	{"go.etcd.io/bbolt/...", []string{"internal/store/..."}, "only the store knows the engine of the file"},
	{"github.com/yuin/goldmark/...", []string{"motion"}, "only motion reads Markdown; the others read the Document"},
	{"github.com/microcosm-cc/bluemonday/...", []string{"motion"}, "what Markdown gives is cleaned where it is read"},
	{"github.com/sergi/go-diff/...", []string{"motion/..."}, "differences are between texts of the motion"},
	{"github.com/go-text/typesetting/...", []string{"motion/export/...", "assets/fonts"}, "only the export sets type; the tests of the fonts open them"},
	{"github.com/kljensen/snowball/...", []string{"cluster/..."}, machineOnly},
	{"github.com/jdkato/prose/...", []string{"cluster/..."}, machineOnly},
	{"gonum.org/v1/gonum/...", []string{"cluster/..."}, machineOnly},
	{"github.com/alecthomas/kong/...", []string{"cmd/..."}, cmdOnly},
	{"github.com/schollz/progressbar/...", []string{"cmd/..."}, cmdOnly},
	{"golang.org/x/term/...", []string{"cmd/..."}, cmdOnly},
	{"github.com/xuri/excelize/...", []string{"internal/sheet"}, "tables of people come in through one door"},
	{"github.com/evanw/esbuild/...", []string{"internal/bundle"}, "the program serves the committed bundle, it does not build it"},
	{"github.com/wneessen/go-mail/...", []string{"internal/mail"}, "one package sends mail"},
	{"github.com/emersion/go-smtp/...", []string{"internal/mail"}, "one package knows SMTP"},
	{"github.com/coreos/go-oidc/...", []string{"internal/auth"}, "one package signs in"},
	{"github.com/google/uuid/...", []string{"internal/...", "web/...", "cmd/..."}, "identifiers are made at the edge: they hold time and chance"},
	{"golang.org/x/crypto/...", []string{"internal/...", "web/..."}, "secrets are kept at the edge"},
	{"golang.org/x/text/...", []string{"cluster/...", "consult/...", "motion", "motion/...", "assets/...", "web/...", "internal/...", "cmd/..."}, "Unicode is everywhere"},
	{"pgregory.net/rapid/...", nil, testsOnly},
	{"github.com/rogpeppe/go-internal/...", nil, testsOnly},
}

const (
	webOnly     = "only web knows the server"
	machineOnly = "only the machine analyses French"
	cmdOnly     = "only the program talks to a terminal"
	testsOnly   = "only tests use it"
)

// testTools are the dependencies that any test may use.
var testTools = []string{"pgregory.net/rapid/...", "github.com/rogpeppe/go-internal/...", "golang.org/x/text/..."}

func TestArrows(t *testing.T) {
	for _, file := range sources(t) {
		rule, ok := ruleFor(arrows, file.pkg)
		if !ok {
			t.Errorf("%s: package %s is not in the table of arrows_test.go: say there what it may import, and why", file.path, file.pkg)
			continue
		}
		for _, path := range file.imports {
			if broken := file.judge(rule, path); broken != "" {
				t.Errorf("%s imports %s\n\t%s", file.path, path, broken)
			}
		}
	}
}

// judge says which rule an import breaks, or nothing.
func (s source) judge(rule arrow, path string) string {
	switch {
	case isStandard(path):
		return ""
	case path == module || strings.HasPrefix(path, module+"/"):
		target := cmp.Or(strings.TrimPrefix(strings.TrimPrefix(path, module), "/"), ".")
		if target == s.pkg || fitsAny(rule.to, target) || s.test && fitsAny(testArrows, target) {
			return ""
		}
		return fmt.Sprintf("%s may import of ours only %v: %s", rule.from, rule.to, rule.why)
	default:
		home, ok := ruleFor(homes, path)
		if !ok {
			return "this dependency has no home in arrows_test.go: say there which folder may use it, and why"
		}
		if fitsAny(home.to, s.pkg) || s.test && fitsAny(testTools, path) {
			return ""
		}
		return fmt.Sprintf("%s is at home in %v: %s", home.from, home.to, home.why)
	}
}

// Each rule is said once, with its reason.
func TestTables(t *testing.T) {
	for _, table := range [][]arrow{arrows, homes} {
		var seen []string
		for _, a := range table {
			if slices.Contains(seen, a.from) || a.why == "" {
				t.Errorf("%s is there twice or has no reason", a.from)
			}
			seen = append(seen, a.from)
		}
	}
}

// The table itself is tried, so that a mistake in reading it cannot let
// everything pass.
func TestJudge(t *testing.T) {
	tests := []struct {
		pkg, path string
		test, ok  bool
	}{
		{"cluster", "unanime/consult", false, false},
		{"consult", "unanime/cluster", false, true},
		{"consult", "unanime/internal/store", false, false},
		{"consult", "unanime/internal/store", true, true},
		{"motion", "unanime/motion/live", false, true},
		{"motion", "unanime/motion/export", false, false},
		{"motion/export/pdf", "unanime/motion/export/page", false, true},
		{"motion/export", "unanime/assets/fonts", false, true},
		{"motion/export", "unanime/assets", false, false},
		{"web", "unanime/motion/live", false, true},
		{"web", "unanime/internal/store", false, false},
		{"web/pages", "github.com/gofiber/fiber/v2/middleware/recover", false, true},
		{"internal/store", "unanime/consult", false, true},
		{"internal/store", "unanime/motion", false, false},
		{"internal/sheet", "unanime/internal/atomicfile", false, false},
		{"cmd/unanime", "unanime/internal/store", false, true},
		{"cmd/unanime", "github.com/gofiber/fiber/v2", false, false},
		{"consult", "go.etcd.io/bbolt", true, false},
		{"motion/export", "github.com/yuin/goldmark/ast", false, false},
		{"consult", "pgregory.net/rapid", true, true},
		{"consult", "pgregory.net/rapid", false, false},
		{"consult", "github.com/nobody/knows", false, false},
		{"consult", "encoding/json", false, true},
	}
	for _, tt := range tests {
		rule, _ := ruleFor(arrows, tt.pkg)
		broken := source{pkg: tt.pkg, test: tt.test}.judge(rule, tt.path)
		if (broken == "") != tt.ok {
			t.Errorf("%s importing %s (test %v): %q", tt.pkg, tt.path, tt.test, broken)
		}
	}
}

// ruleFor returns the rule with the longest pattern that fits.
func ruleFor(table []arrow, name string) (best arrow, ok bool) {
	for _, a := range table {
		if fits(a.from, name) && (!ok || len(a.from) > len(best.from)) {
			best, ok = a, true
		}
	}
	return best, ok
}

func fitsAny(patterns []string, name string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool { return fits(p, name) })
}

func fits(pattern, name string) bool {
	prefix, all := strings.CutSuffix(pattern, "/...")
	return name == prefix || all && strings.HasPrefix(name, prefix+"/")
}
