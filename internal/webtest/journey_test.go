package webtest

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The checks of lib.mjs must let a good page pass and stop each bad one:
// selftest.mjs expects it of the pages below.
func TestJourney(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Content-Security-Policy", "script-src 'self'")
		lang, body := `lang="fr"`, map[string]string{
			"/wide":    `<p style="width:900px">Trop large</p>`,
			"/foreign": `<img alt="" src="http://127.0.0.1:9/x.png">`,
			"/script":  `<script>alert(1)</script>`,
		}[r.URL.Path]
		if r.URL.Path == "/mute" {
			lang = ""
		}
		fmt.Fprintf(w, `<!doctype html><html %s><head><meta charset="utf-8"><title>Essai</title><link rel="icon" href="data:,"><meta name="viewport" content="width=device-width"></head><body><main><h1>Essai</h1>%s</main></body></html>`, lang, body)
	}))
	defer server.Close()
	Journey(t, "selftest.mjs", server.URL)
}

func TestMissing(t *testing.T) {
	bin, folder := t.TempDir(), t.TempDir()
	t.Setenv("PATH", bin)
	t.Setenv("CHROMIUM", "")
	steps := []struct{ want, then string }{
		{"node ", filepath.Join(bin, "node")},
		{"playwright-core", filepath.Join(folder, "node_modules/playwright-core/x")},
		{"axe-core", filepath.Join(folder, "node_modules/axe-core/x")},
		{"Chromium", filepath.Join(bin, "chromium-browser")},
	}
	for _, step := range steps {
		if err := missing(folder); err == nil || !strings.Contains(err.Error(), step.want) {
			t.Errorf("got %v, want a word about %s", err, step.want)
		}
		if err := os.MkdirAll(filepath.Dir(step.then), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(step.then, nil, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := missing(folder); err != nil {
		t.Error(err)
	}
}

func TestRunTellsFailure(t *testing.T) {
	bin := t.TempDir()
	fake := "#!/bin/sh\nprintf 'one\\ntwo '\necho \"$2\" >&2\nprintf end\nexit 3\n"
	if err := os.WriteFile(filepath.Join(bin, "node"), []byte(fake), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", bin+string(os.PathListSeparator)+os.Getenv("PATH"))
	var said []string
	err := run(t.Context(), filepath.Join(bin, "x.mjs"), "http://here", func(words ...any) { said = append(said, fmt.Sprint(words...)) })
	if err == nil || err.Error() != "exit status 3" {
		t.Errorf("error %v, want exit status 3", err)
	}
	if want := []string{"one", "two http://here", "end"}; !slices.Equal(said, want) {
		t.Errorf("said %q, want %q", said, want)
	}
}
