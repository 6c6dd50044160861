package pdf

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"unanime/assets/fonts"
	"unanime/motion/export/typeset"
)

const words = "L’efficacité « réelle » : 1\u202f234\u00a0€ pour שלום et e\u0301 ; fin"

func file(t *testing.T) File {
	t.Helper()
	var family typeset.Family
	for _, name := range []string{fonts.SerifRegular, fonts.SansRegular} {
		data, err := fonts.TTF(name)
		if err != nil {
			t.Fatal(err)
		}
		f, err := typeset.ParseFont(data)
		if err != nil {
			t.Fatal(err)
		}
		family = append(family, f)
	}
	style := &typeset.Style{Family: family, Size: 11, Leading: 15}
	root := &typeset.Element{Type: "Document"}
	p := root.Child("P")
	runs := []typeset.Run{{Text: words + " ", Style: style, Element: p}, {Text: "un lien", Style: style, Element: p.Inline("Link"), Link: "https://a.fr/é", Title: "Lien (un)"}}
	lines := typeset.NewSetter(nil).Lines(typeset.Paragraph{Runs: runs, Measure: 200})
	var strips []typeset.Strip
	for i := range lines {
		strips = append(strips, typeset.Strip{Height: 15, Boxes: []typeset.Box{{Y: 11, Line: &lines[i]}}, Anchors: []string{fmt.Sprint("ligne ", i)}})
	}
	return File{
		Title: "Essai (é) \\", Language: "fr-FR", Creator: "test", Width: 300, Height: 200, Root: root,
		Pages:   typeset.Paginate(strips, typeset.Frame{X: 40, Y: 40, Height: 15}),
		Outline: []Bookmark{{"Un", "ligne 0", 1}, {"Un un", "ligne 0", 2}, {"Un un un", "ligne 0", 3}, {"Deux", "ligne 1", 1}},
		Date:    time.Date(2027, 3, 2, 8, 0, 0, 0, time.UTC),
	}
}

func TestSameFileSameBytes(t *testing.T) {
	a, b := file(t).Bytes(), file(t).Bytes()
	if !bytes.Equal(a, b) {
		t.Error("two writings differ")
	}
	other := file(t)
	other.Title = "Autre"
	id := regexp.MustCompile(`/ID \[<([0-9a-f]{32})>`)
	if bytes.Equal(id.FindSubmatch(a)[1], id.FindSubmatch(other.Bytes())[1]) {
		t.Error("two files have one identifier")
	}
}

// unpacked is the file with its streams inflated.
func unpacked(t *testing.T, data []byte) string {
	t.Helper()
	var out strings.Builder
	for _, m := range regexp.MustCompile(`(?s)/FlateDecode /Length \d+ >>\nstream\n(.*?)\nendstream`).FindAllSubmatch(data, -1) {
		z, err := zlib.NewReader(bytes.NewReader(m[1]))
		if err != nil {
			t.Fatal(err)
		}
		plain, err := io.ReadAll(z)
		if err != nil {
			t.Fatal(err)
		}
		out.Write(plain)
		out.WriteByte('\n')
	}
	return out.String()
}

// read follows the codes of the pages through the fonts' maps to characters, as a
// reader does to copy a text.
func read(t *testing.T, data []byte) string {
	t.Helper()
	s := unpacked(t, data)
	var maps []map[string]string // in the order of the fonts
	for _, cmap := range strings.Split(s, "begincmap")[1:] {
		m := map[string]string{}
		for _, pair := range regexp.MustCompile(`(?m)^<([0-9A-F]{4})> <([0-9A-F]+)>$`).FindAllStringSubmatch(cmap[:strings.Index(cmap, "endcmap")], -1) {
			m[pair[1]] = pair[2]
		}
		maps = append(maps, m)
	}
	var out strings.Builder
	for _, show := range regexp.MustCompile(`/F(\d) [\d.]+ Tf\n.*\n\[(.*)\] TJ`).FindAllStringSubmatch(s, -1) {
		for _, codes := range regexp.MustCompile(`<([0-9A-F]+)>`).FindAllStringSubmatch(show[2], -1) {
			for i := 0; i < len(codes[1]); i += 4 {
				out.WriteString(maps[show[1][0]-'1'][codes[1][i:i+4]])
			}
		}
	}
	return out.String()
}

func TestTextReadsBack(t *testing.T) {
	want := utf16Hex(words + " un lien")
	if got := read(t, file(t).Bytes()); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestEverythingIsMarked(t *testing.T) {
	s := unpacked(t, file(t).Bytes())
	if open, closed := strings.Count(s, " BDC\n"), strings.Count(s, "EMC\n"); open != closed || open == 0 {
		t.Errorf("%d opened, %d closed", open, closed)
	}
	for _, part := range []string{"/S /Document", "/S /P", "/S /Link", "/OBJR", "/Lang (fr-FR)", "/Marked true", "/DisplayDocTitle true", "/URI (https://a.fr/%C3%A9)", `/Contents (Lien \(un\))`, "/ParentTree"} {
		if !strings.Contains(s, part) {
			t.Errorf("the file has no %s", part)
		}
	}
}

func TestStructureKeepsReadingOrder(t *testing.T) {
	f := file(t)
	w := &writer{File: f, objects: objects{streams: map[ref][]byte{}}, fonts: map[*typeset.Font]*subset{}, nodes: map[*typeset.Element]*node{}}
	w.declare(f.Root)
	for i := range f.Pages {
		p := &page{number: i, ref: w.alloc(), height: f.Height}
		w.pages = append(w.pages, p)
		w.draw(p, f.Pages[i].Boxes)
	}
	p := w.nodes[f.Root.Children[0]]
	last := p.kids[len(p.kids)-1]
	if len(p.kids) != len(f.Pages)+1 || last.node == nil || last.node.element.Type != "Link" {
		t.Errorf("the paragraph holds %d parts on %d pages", len(p.kids), len(f.Pages))
	}
}

func TestOutline(t *testing.T) {
	s := unpacked(t, file(t).Bytes())
	for _, part := range []string{`/Title \(Un\) /Parent \d+ 0 R /Dest \(ligne 0\) /Next \d+ 0 R /First`, `/Title \(Un un\) .*/Count -1`, `/Title \(Deux\) .*/Prev`} {
		if !regexp.MustCompile(part).MatchString(s) {
			t.Errorf("no bookmark like %s", part)
		}
	}
}

// TestOtherReaders asks programs of others, where they are installed.
func TestOtherReaders(t *testing.T) {
	path := filepath.Join(t.TempDir(), "essai.pdf")
	if err := os.WriteFile(path, file(t).Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	if qpdf, err := exec.LookPath("qpdf"); err == nil {
		if out, err := exec.Command(qpdf, "--check", path).CombinedOutput(); err != nil {
			t.Errorf("qpdf: %v\n%s", err, out)
		}
	}
	if pdftotext, err := exec.LookPath("pdftotext"); err == nil {
		out, err := exec.Command(pdftotext, path, "-").CombinedOutput()
		if err != nil || !strings.Contains(string(out), "efficacité") || !strings.Contains(string(out), "un lien") {
			t.Errorf("pdftotext: %v\n%s", err, out)
		}
	}
}

func TestStrings(t *testing.T) {
	for s, want := range map[string]string{"a(b)\\": `(a\(b\)\\)`, "é": "<FEFF00E9>", "😀": "<FEFFD83DDE00>", "": "()", "\n": "<FEFF000A>"} {
		if got := text(s); got != want {
			t.Errorf("text(%q) = %s", s, got)
		}
	}
	for f, want := range map[float64]string{1: "1", 1.5: "1.5", -0.001: "0", 12.345: "12.35", 100: "100", 0: "0"} {
		if got := number(f); got != want {
			t.Errorf("number(%v) = %s", f, got)
		}
	}
}
