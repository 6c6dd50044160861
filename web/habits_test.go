package web

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"unanime/consult"
)

// Without Immutable, strings of a request are overwritten by the next one: one
// official's text becomes another's.
func TestRequestsAreImmutable(t *testing.T) {
	s, err := New(Config{Register: &consult.Register{}, Now: time.Now, Secret: make([]byte, 32)})
	if err != nil {
		t.Fatal(err)
	}
	if c := s.app.Config(); !c.Immutable || c.ReadTimeout == 0 || c.BodyLimit != maxBody || c.ReadBufferSize < 16<<10 {
		t.Errorf("the server is open to what it must not be: %+v", c)
	}
}

// What this folder never calls, and why.
var forbidden = []struct{ call, why string }{
	{`\.BodyParser\(`, "it panics on some forms (CVE-2025-48075)"},
	{`\bapp\.Static\(`, "it serves dotfiles and follows links out of the folder"},
	{`\bc\.Format\(`, "it writes HTML without escaping (CVE-2026-42554)"},
	{`template\.(HTML|JS|CSS|URL|HTMLAttr)\(`, "it switches escaping off"},
	{`\bgo (func|s\.)`, "a panic in a goroutine ends the program, and a request's strings die with it"},
}

func TestHabits(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range forbidden {
			if !strings.HasSuffix(file, "_test.go") && regexp.MustCompile(f.call).Match(source) {
				t.Errorf("%s calls %s: %s", file, f.call, f.why)
			}
		}
	}
}

// A template is typed plainly; its words come out in French typography, and what
// actions print is left alone.
func TestFrenchTemplate(t *testing.T) {
	for typed, want := range map[string]string{
		`<p>L'aide : « oui » !</p>`:                      "<p>L’aide\u00a0: «\u202foui\u202f»\u202f!</p>",
		`<p>{{.N}} idées ; {{.M}}</p>`:                   "<p>{{.N}} idées\u202f; {{.M}}</p>",
		`<a title="l'un">{{if .A}}l'autre{{end}} ?</a>`:  `<a title="l'un">{{if .A}}l’autre{{end}}` + "\u202f?</a>",
		`« {{.Text}} »`:                                  "«\u202f{{.Text}}\u202f»",
		`<script>let s = 'a' ; b ? c : d</script>`:       `<script>let s = 'a' ; b ? c : d</script>`,
		`{{range .Themes}}{{.Name}} : {{.Ideas}}{{end}}`: "{{range .Themes}}{{.Name}}\u00a0: {{.Ideas}}{{end}}",
	} {
		if got := frenchTemplate(typed); got != want {
			t.Errorf("%s: got %q, want %q", typed, got, want)
		}
	}
}
