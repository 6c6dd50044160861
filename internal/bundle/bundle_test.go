package main

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// The bundle that is committed is the one its sources give.
func TestCommittedBundleIsFresh(t *testing.T) {
	if err := Check("../.."); err != nil {
		t.Error(err)
	}
}

func TestBuild(t *testing.T) {
	dir := project(t, map[string]string{
		"assets/islands/vote.ts":        "import { said } from './parts/words'\ndocument.title = said satisfies string",
		"assets/islands/_part.ts":       "throw 'not an entry'",
		"assets/islands/parts/words.ts": "export const said: string = 'à l’unanimité'",
		"assets/styles/site.css":        "@import './_type.css';\n.a { .b { color : red } }\n@font-face { font-family: S; src: url(/static/fonts/s.woff2) }",
		"assets/styles/_type.css":       "p { margin : 0 }",
	})
	outputs, err := Build(dir)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for name, content := range outputs {
		got[name] = string(content)
	}
	want := map[string]string{
		"assets/static/js/vote.js":   "(()=>{var i=\"à l’unanimité\";document.title=i;})();\n",
		"assets/static/css/site.css": "p{margin:0}.a .b{color:red}@font-face{font-family:S;src:url(/static/fonts/s.woff2)}\n",
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestBuildErrors(t *testing.T) {
	dir := project(t, map[string]string{"assets/islands/a.ts": "\nlet x = ;"})
	if _, err := Build(dir); err == nil || !strings.Contains(err.Error(), "assets/islands/a.ts:2: ") {
		t.Errorf("error %v does not name the line", err)
	}
	dir = project(t, map[string]string{"assets/islands/a.ts": "import 'lit'"})
	if _, err := Build(dir); !errors.Is(err, ErrPackages) {
		t.Errorf("error %v, want %v", err, ErrPackages)
	}
	dir = project(t, map[string]string{"assets/islands/a.ts": "import './absent'"})
	if _, err := Build(dir); err == nil || errors.Is(err, ErrPackages) {
		t.Errorf("error %v for a file of ours", err)
	}
}

func TestCheck(t *testing.T) {
	const source, output = "assets/islands/a.ts", "assets/static/js/a.js"
	tests := []struct {
		name  string
		spoil func(dir string) error
		want  string
	}{
		{"fresh", func(string) error { return nil }, ""},
		{"source edited", edit(source, "console.log(2)"), source},
		{"source added", edit("assets/islands/b.ts", ""), "assets/islands/b.ts"},
		{"style added", edit("assets/styles/a.css", ""), "assets/styles/a.css"},
		{"output edited", edit(output, "alert()"), output},
		{"output missing", func(dir string) error { return os.Remove(filepath.Join(dir, output)) }, output},
		{"sums missing", func(dir string) error { return os.Remove(filepath.Join(dir, sumFile)) }, source},
		{"sums rewritten by hand", func(dir string) error {
			return errors.Join(edit(output, "alert()")(dir), writeSums(dir))
		}, output + " is built differently now"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := project(t, map[string]string{source: "console.log(1)"})
			outputs, err := Build(dir)
			if err != nil {
				t.Fatal(err)
			}
			if err := errors.Join(Write(dir, outputs), tt.spoil(dir)); err != nil {
				t.Fatal(err)
			}
			err = Check(dir)
			if tt.want == "" && err != nil || tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)) {
				t.Errorf("got %v, want %q", err, tt.want)
			}
		})
	}
}

// Packages that are not installed hide neither an edited source nor an output.
func TestCheckWithoutPackages(t *testing.T) {
	dir := project(t, map[string]string{"assets/islands/a.ts": "import 'lit'"})
	if err := Write(dir, map[string][]byte{"assets/static/js/a.js": []byte("built elsewhere")}); err != nil {
		t.Fatal(err)
	}
	if err := Check(dir); err != nil {
		t.Error(err)
	}
	if err := edit("assets/islands/a.ts", "import 'lit' // changed")(dir); err != nil {
		t.Fatal(err)
	}
	if err := Check(dir); err == nil {
		t.Error("an edited source went unseen")
	}
}

func TestWriteRemovesWhatIsNoLongerBuilt(t *testing.T) {
	dir := project(t, map[string]string{"assets/static/js/old.js": "", "assets/static/icons.svg": ""})
	if err := Write(dir, nil); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, "assets/static/js/old.js")); err == nil {
		t.Error("old.js stays")
	}
	if _, err := os.Stat(filepath.Join(dir, "assets/static/icons.svg")); err != nil {
		t.Error("a file of others was removed")
	}
}

func project(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		if err := edit(name, content)(dir); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func edit(name, content string) func(dir string) error {
	return func(dir string) error {
		target := filepath.Join(dir, name)
		return errors.Join(os.MkdirAll(filepath.Dir(target), 0o755), os.WriteFile(target, []byte(content), 0o644))
	}
}
