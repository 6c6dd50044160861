package export

import (
	"bytes"
	"errors"
	"html"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"unanime/consult"
	"unanime/motion"
	"unanime/motion/export/typeset"
	"unanime/motion/text"
)

func write(t testing.TB, name string, in Input) ([]byte, Report) {
	t.Helper()
	f, err := ByName(name)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	report, err := f.Write(&out, in)
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes(), report
}

func TestSameInputSameBytes(t *testing.T) {
	for _, f := range Formats {
		first, report := write(t, f.Name, sample())
		again, _ := write(t, f.Name, sample())
		if !bytes.Equal(first, again) {
			t.Errorf("%s differs from one export to the next", f.Name)
		}
		if len(report.Missing) > 0 || len(report.Notes) > 0 {
			t.Errorf("%s: %+v", f.Name, report)
		}
	}
}

func TestExportsRunSideBySide(t *testing.T) {
	want, _ := write(t, "pdf", small())
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			var out bytes.Buffer
			if _, err := writePDF(&out, small()); err != nil || !bytes.Equal(out.Bytes(), want) {
				t.Errorf("differs: %v", err)
			}
		})
	}
	all.Wait()
}

func TestByName(t *testing.T) {
	_, err := ByName("wordperfect")
	var unknown UnknownFormatError
	if !errors.As(err, &unknown) || unknown.Name != "wordperfect" || !strings.Contains(err.Error(), "pdf, md, html") {
		t.Errorf("%v", err)
	}
	for _, f := range Formats {
		if got, err := ByName(f.Name); err != nil || got.Extension != "."+f.Name {
			t.Errorf("%s: %+v, %v", f.Name, got, err)
		}
	}
}

// content is the text of boxes that belongs to the document.
func content(boxes []typeset.Box) string {
	var b strings.Builder
	for _, box := range boxes {
		if box.Line != nil && box.Decor == typeset.Content {
			b.WriteString(box.Line.Text())
		}
	}
	return b.String()
}

// letters keeps what no export may lose, in upper case and without accents, which
// may stand apart.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToUpper(r)
		}
		return -1
	}, norm.NFD.String(s))
}

func counted(s string) map[rune]int {
	n := map[rune]int{}
	for _, r := range s {
		n[r]++
	}
	return n
}

// said is all the text of the tree: also notes and the attributes that are shown.
func said(n *text.Node) string {
	s := n.Text + n.Attr("caption") + n.Attr("alt")
	for _, c := range n.Content {
		s += said(c)
	}
	return s
}

// written is the text of the cover's title and of the body of the PDF.
func written(p *press) string {
	var b strings.Builder
	for _, strips := range [][]typeset.Strip{p.cover(), p.body()} {
		for _, s := range strips {
			b.WriteString(content(s.Boxes))
		}
	}
	return b.String()
}

func TestEveryLetterIsInEveryFormat(t *testing.T) {
	in := sample()
	want := counted(letters(said(in.Document.Root)))
	page, _ := write(t, "html", in)
	shown := regexp.MustCompile(`(?s)<style>.*</style>|<[^>]*>`).ReplaceAllString(string(page), "")
	md, _ := write(t, "md", in)
	for name, s := range map[string]string{"pdf": written(newPress(compose(in))), "html": html.UnescapeString(shown), "md": string(md)} {
		got := counted(letters(s))
		for r, n := range want {
			if got[r] < n {
				t.Errorf("%s: %c %d times instead of %d", name, r, got[r], n)
			}
		}
	}
}

// outside returns the boxes that leave the page's margins.
func outside(pages []typeset.Page) (bad []typeset.Box) {
	const right, bottom = pageWidth - 55.5, pageHeight - 40
	for _, page := range pages {
		for _, b := range page.Boxes {
			x, y := b.X, b.Y
			if b.Line != nil {
				x += b.Line.Width
			} else {
				x, y = x+b.Rect.Width, y+b.Rect.Height
			}
			if b.X < edge-2 || x > right || b.Y < 40 || y > bottom {
				bad = append(bad, b)
			}
		}
	}
	return bad
}

func TestNothingLeavesTheMargins(t *testing.T) {
	if bad := outside(newPress(compose(sample())).pages()); len(bad) > 0 {
		t.Errorf("%d boxes, first at %v, %v: %v", len(bad), bad[0].X, bad[0].Y, bad[0].Line)
	}
}

func TestHeadingsAreNotLeftAlone(t *testing.T) {
	for i, page := range newPress(compose(sample())).pages() {
		var last *typeset.Box
		for k := range page.Boxes {
			if b := &page.Boxes[k]; b.Line != nil && b.Decor == typeset.Content && b.X >= textLeft {
				last = b
			}
		}
		if last != nil && last.Line.Pieces[0].Run.Element.Type[0] == 'H' && i > 0 {
			t.Errorf("page %d ends with a heading: %s", i+1, last.Line.Text())
		}
	}
}

func TestSourcesLine(t *testing.T) {
	doc := func(n int) motion.Document {
		s := motion.Sources{}.Attach("p-other", consult.ContributionID(1).Whole())
		for i := range n {
			s = s.Attach("p-1", consult.ContributionID(12+75*i).Whole())
		}
		p := text.New("proposition", map[string]any{"id": "p-1"}, text.New("proposition_title", nil, say("Agir")))
		return motion.Document{Root: text.New("doc", nil, text.New("title", nil, say("T")), p), Sources: s}
	}
	for _, c := range []struct {
		n    int
		line string
	}{
		{0, "Ajout de séance"}, {1, "Idée\u00a0: C-0012"}, {2, "Idées\u00a0: C-0012, C-0087"},
		{6, "Idées\u00a0: C-0012, C-0087, C-0162, C-0237, C-0312, C-0387"},
		{23, "23 idées\u00a0: C-0012, C-0087, C-0162, C-0237, C-0312 et 18 autres"},
	} {
		m := compose(Input{Document: doc(c.n)})
		b := m.blocks[0].blocks
		if got := plain(b[len(b)-1].text); got != c.line {
			t.Errorf("%d: %q", c.n, got)
		}
	}
	none := doc(2)
	none.Sources = nil
	if m := compose(Input{Document: none}); len(m.blocks[0].blocks) != 0 {
		t.Error("a document without sources has no thread to show")
	}
}

func TestHeadingsSkipNoLevel(t *testing.T) {
	in := sample()
	title := func(name string) *text.Node { return text.New(name, nil, say("A")) }
	prop := text.New("proposition", nil, title("proposition_title"))
	loose := Input{Document: motion.Document{Root: text.New("doc", nil, title("title"), prop, title("subheading"), prop, title("enjeu"), prop, title("subheading"), prop)}}
	for _, m := range []manuscript{compose(in), compose(loose)} {
		last := 1
		for _, b := range m.blocks {
			if b.level == 0 {
				continue
			}
			if b.level > last+1 {
				t.Errorf("level %d after %d: %s", b.level, last, plain(b.text))
			}
			last = b.level
		}
	}
	var levels []int
	for _, b := range compose(loose).blocks {
		levels = append(levels, b.level)
	}
	if want := []int{2, 2, 3, 2, 3, 3, 4}; !slices.Equal(levels, want) {
		t.Errorf("levels %v, want %v", levels, want)
	}
}

func TestLinksThatAreFollowed(t *testing.T) {
	for href, want := range map[string]bool{
		"https://a.fr/b": true, "http://a.fr": true, "mailto:a@b.fr": true, "#p-1": true,
		"javascript:alert(1)": false, "JAVASCRIPT:x": false, "data:text/html,x": false, "//a.fr": false, "/a": false, "#": false, "file:///etc": false, "ht\ntp://x": false, "": false,
	} {
		if got := allowed(href) != ""; got != want {
			t.Errorf("%q: %v", href, got)
		}
	}
}

func TestHTMLAsksForNothing(t *testing.T) {
	page, _ := write(t, "html", sample())
	for _, forbidden := range []string{"<script", "src=", "@import", "url(", "<link", "javascript:"} {
		if strings.Contains(string(page), forbidden) {
			t.Errorf("the page holds %s", forbidden)
		}
	}
	ids := map[string]bool{}
	for _, id := range regexp.MustCompile(` id="([^"]*)"`).FindAllSubmatch(page, -1) {
		if ids[string(id[1])] {
			t.Errorf("two elements are called %s", id[1])
		}
		ids[string(id[1])] = true
	}
	for _, to := range regexp.MustCompile(`href="#([^"]*)"`).FindAllSubmatch(page, -1) {
		if !ids[string(to[1])] {
			t.Errorf("a link leads to %s, which is not there", to[1])
		}
	}
}

func TestHostileTextStaysText(t *testing.T) {
	evil := `<script>alert("x")</script> & </style> ]]> \ ) ( %s`
	in := Input{Document: motion.Document{Root: text.New("doc", nil, text.New("title", nil, say(evil)), par(say(evil)))}, Facts: Facts{Congress: evil, Program: evil, Status: evil, Place: evil}}
	page, _ := write(t, "html", in)
	if bytes.Contains(page, []byte("<script")) || bytes.Contains(page, []byte("%!")) {
		t.Errorf("%s", page)
	}
	write(t, "pdf", in)
}

func TestLongTextsAreSetInTime(t *testing.T) {
	long := strings.Repeat("Les élu·es demandent un accès égal aux réseaux ; ", 2041) // 100,000 characters
	in := Input{Document: motion.Document{Root: text.New("doc", nil, text.New("title", nil, say("T")),
		par(say(long)), par(say(strings.Repeat("é", 20000))), par(say(strings.Repeat("!", 20000))), par(say(strings.Repeat("1 000 ", 3000))))}}
	p := newPress(compose(in))
	if bad := outside(p.pages()); len(bad) > 0 {
		t.Errorf("%d boxes out of the margins", len(bad))
	}
}

func BenchmarkPDF(b *testing.B) {
	in := sample()
	b.ReportAllocs()
	for b.Loop() {
		out, _ := write(b, "pdf", in)
		b.ReportMetric(float64(len(out)), "bytes")
	}
}

func TestFigures(t *testing.T) {
	m := manuscript{facts: Facts{Contributions: 1234, Officials: 1, Place: "Agen", Day: time.Date(2027, 3, 2, 0, 0, 0, 0, time.UTC)}}
	if got := m.figures(); got != "1\u202f234\u00a0contributions, 1\u00a0élu·e" {
		t.Errorf("%q", got)
	}
	if got := m.when(); got != "Agen, mardi 2\u00a0mars 2027" {
		t.Errorf("%q", got)
	}
}
