package motion

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"unanime/consult"
	"unanime/motion/text"
)

// shape tells a tree in one line: title(Motion) p[Un b(deux)].
func shape(n *text.Node) string {
	var b strings.Builder
	for i, c := range n.Content {
		if i > 0 && !c.Type.Inline {
			b.WriteByte(' ')
		}
		s := c.Text
		if !c.Type.IsText() {
			s = c.Type.Name
			for _, a := range []string{"idea", "src", "alt", "caption"} {
				if c.Attr(a) != "" {
					s += " " + c.Attr(a)
				}
			}
			if len(c.Content) > 0 || !c.Type.Inline {
				s += "[" + shape(c) + "]"
			}
			if c.Type.Inline {
				s = "<" + s + ">"
			}
		}
		for _, m := range c.Marks {
			s = m.Type.Name + "(" + s + ")"
		}
		b.WriteString(s)
	}
	return b.String()
}

func TestParseWhatPeopleWrite(t *testing.T) {
	for _, c := range []struct{ name, md, want string }{
		{"nothing", "", "title[]"},
		{"a title", "Motion\n======", "title[Motion]"},
		{"a section and a demand", "# M\n\n## Accès\n\nTexte.\n\n### Ouvrir\n\nDétail.",
			"title[M] enjeu[Accès] paragraph[Texte.] proposition[proposition_title[Ouvrir] paragraph[Détail.]]"},
		{"skipped and deeper levels", "# M\n### Un\n##### Deux", "title[M] proposition[proposition_title[Un]] proposition[proposition_title[Deux]]"},
		{"a second title is a section", "# M\n# Accès\n", "title[M] enjeu[Accès]"},
		{"the title comes late", "Avant.\n\n# M", "title[M] paragraph[Avant.]"},
		{"visas without a heading", "# M\n\nVu la loi ;\n\nConsidérant que oui,\n\nLes élu·es demandent :\n\n## A\n\nVu de loin.",
			"title[M] visa[Vu la loi ;] considerant[Considérant que oui,] paragraph[Les élu·es demandent :] enjeu[A] paragraph[Vu de loin.]"},
		{"headings in words", "# M\n## PRÉAMBULE\nTexte.\n## Visas :\n- Vu a\n- Vu b\n## Considérants\nConsidérant c\n\nLes élu·es demandent :\n## A\n## Adoption\nPour : 3\n## Destinataires\nPM\n## Signatures\nX",
			"title[M] preamble[paragraph[Texte.]] visa[Vu a] visa[Vu b] considerant[Considérant c] paragraph[Les élu·es demandent :] enjeu[A] adoption[paragraph[Pour : 3]] recipients[paragraph[PM]] signatures[paragraph[X]]"},
		{"a visa in the preamble", "## Préambule\n\nTexte.\n\n**Vu** la loi", "title[] preamble[paragraph[Texte.]] visa[strong(Vu) la loi]"},
		{"visas after the body are a section", "## A\n\n## Visas\n\nVu", "title[] enjeu[A] enjeu[Visas] paragraph[Vu]"},
		{"closings stand at the end", "## Adoption\n\nPour\n\n## A\n\nTexte", "title[] enjeu[A] paragraph[Texte] adoption[paragraph[Pour]]"},
		{"exposé des motifs", "## A\n### Exposé des motifs\nParce que.\n### Ouvrir",
			"title[] enjeu[A] rationale[paragraph[Parce que.]] proposition[proposition_title[Ouvrir]]"},
		{"a rule ends a proposition", "### Ouvrir\nDétail\n\n---\n\nAprès", "title[] proposition[proposition_title[Ouvrir] paragraph[Détail]] paragraph[Après]"},
		{"numbers stay what they are", "**Proposition 12.** Ouvrir.\n\n3. trois\n4. quatre",
			"title[] paragraph[strong(Proposition 12.) Ouvrir.] ordered_list[list_item[paragraph[trois]] list_item[paragraph[quatre]]]"},
		{"html is text", "<div>a</div>\n\n<script>x</script> b &amp; c", "title[] paragraph[<div>a</div>] paragraph[<script>x</script> b & c]"},
		{"half a tag is text", "a <ins>b c</del> <em>d", "title[] paragraph[a <ins>b c</del> <em>d]"},
		{"code is text", "`a*b`\n\n    c\n    d\n\n```go\ne\n```", "title[] paragraph[a*b] paragraph[c<hard_break>d] paragraph[e]"},
		{"a heading in a quotation", "> # Titre\n> mot", "title[] quotation[paragraph[strong(Titre)] paragraph[mot]]"},
		{"a note", "a[^1] b[^1] c[^2]\n\n[^1]: un\n    deux\n", "title[] paragraph[a<note[un deux]> b<note[un deux]> c[^2]]"},
		{"a note nobody refers to", "a\n\n[^x]: un", "title[] paragraph[a] paragraph[[^x]: un]"},
		{"a note in itself", "a[^1]\n\n[^1]: b[^1]", "title[] paragraph[a<note[b[^1]]>]"},
		{"a citation", "a [peu importe](idee:i217)", "title[] paragraph[a <citation i217>]"},
		{"an image alone and one among words", "![alt](a.png \"Légende\")\n\nvoir ![alt](b.png)",
			"title[] image a.png alt Légende[] paragraph[voir link(alt)]"},
		{"a table", "| a | b |\n|---|:-:|\n| c \\| d |", "title[] table[table_row[table_header[paragraph[a]] table_header[paragraph[b]]] table_row[table_cell[paragraph[c | d]] table_cell[paragraph[]]]]"},
		{"a fence left open", "::: {.table}\n| a |\n|---|", "title[] table[table_row[table_header[paragraph[a]]]]"},
		{"a fence that is none", "::: {.warning}\na\n:::", "title[] paragraph[::: {.warning} a :::]"},
		{"fences without order", "::: {.cell}\na\n:::\n\n:::: {.table}\nb\n\n::: {.row}\nc\n:::\n::::", "title[] paragraph[a] paragraph[b] paragraph[c]"},
		{"a list without words", "- > a\n-\n", "title[] bullet_list[list_item[paragraph[] quotation[paragraph[a]]] list_item[paragraph[]]]"},
		{"windows line ends", "# M\r\n\r\na\r\nb\rc", "title[M] paragraph[a b c]"},
		{"marks in the title", "# M **b** [l](u)[^1]\n\n[^1]: n", "title[M b l (n)]"},
	} {
		d, err := Parse([]byte(c.md))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if got := shape(d.Root); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

func TestParseIdentities(t *testing.T) {
	d, err := Parse([]byte("## A {#e3 .enjeu theme=3}\n\n### Un {#p-1 sources=\"i12 i4.2 x i12\" status=final}\n\n### Un\n\n### Deux {#p-1 sources=i7}\n\n### {#e3 .proposition}\n"))
	if err != nil {
		t.Fatal(err)
	}
	seen := map[PropositionID]bool{}
	var got []string
	for _, p := range d.Propositions() {
		if seen[p.ID] || p.ID == "" {
			t.Errorf("id %q is missing or given twice", p.ID)
		}
		seen[p.ID] = true
		got = append(got, fmt.Sprintf("%s/%s/%d", p.Node.Attr("status"), sourceList(d.Sources[p.ID]), p.Theme))
	}
	if want := "final/i4.2 i12/3 draft//3 draft/i7/3 draft//3"; strings.Join(got, " ") != want {
		t.Errorf("got %q, want %q", strings.Join(got, " "), want)
	}
	if d.Sections()[0].ID != "e3" || d.Propositions()[0].ID != "p-1" {
		t.Errorf("the first bearer of an id lost it: %+v", d.Sections())
	}
}

func TestParseRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		md  string
		why consult.Why
	}{
		"too long":  {strings.Repeat("a\n\n", MaxMarkdown/3+1), consult.WhyTooLong},
		"not UTF-8": {"# M\n\n\xff", consult.WhyNotText},
	} {
		var invalid *consult.InvalidError
		if _, err := Parse([]byte(c.md)); !errors.As(err, &invalid) || invalid.Why != c.why {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// tangles are texts that take goldmark a time that grows with the square of
// their length.
var tangles = map[string]func(n int) string{
	"emphasis":       func(n int) string { return strings.Repeat("*a_ ", n/4) },
	"open emphasis":  func(n int) string { return strings.Repeat("a**b", n/4) },
	"mixed emphasis": func(n int) string { return strings.Repeat("*a **b _c ", n/10) },
	"links":          func(n int) string { return strings.Repeat("[a](", n/4) },
	"brackets":       func(n int) string { return strings.Repeat("[", n/2) + strings.Repeat("]", n/2) },
	"images":         func(n int) string { return strings.Repeat("![a](b", n/6) },
	"code":           func(n int) string { return strings.Repeat("`a``b```", n/8) },
	"tags":           func(n int) string { return strings.Repeat("<ins>", n/5) },
	"angles":         func(n int) string { return strings.Repeat("<a", n/2) },
	"notes":          func(n int) string { return strings.Repeat("[^a]", n/8) + "\n\n[^a]: " + strings.Repeat("b", n/2) },
	"quotations":     func(n int) string { return strings.Repeat(">", n) },
	"lists":          func(n int) string { return strings.Repeat("- ", n/2) + "a" },
	"numbers":        func(n int) string { return strings.Repeat("1. ", n/3) + "a" },
	"attributes":     func(n int) string { return "# " + strings.Repeat("{a=", n/3) },
	"quoted attrs":   func(n int) string { return "# " + strings.Repeat("{a=\"", n/4) },
	"fences":         func(n int) string { return strings.Repeat("::: {.row}\n", n/11) },
	"quoted again":   func(n int) string { return strings.Repeat(strings.Repeat(">", 500)+"a\n", n/502) },
	"short rows": func(n int) string {
		return strings.Repeat("|a", n/8) + "\n" + strings.Repeat("|-", n/8) + "\n" + strings.Repeat("a\n", n/4)
	},
	"spaced fences":   func(n int) string { return strings.Repeat("::: {.row}\n\n", n/12) },
	"repeated notes":  func(n int) string { return strings.Repeat("[^a]\n\n", n/12) + "[^a]: " + strings.Repeat("b", n/2-6) },
	"repeated links":  func(n int) string { return strings.Repeat("[a]\n\n", n/10) + "[a]: " + strings.Repeat("b", n/2-6) },
	"repeated images": func(n int) string { return strings.Repeat("![a]\n\n", n/12) + "[a]: " + strings.Repeat("b", n/2-6) },
	"nested notes":    func(n int) string { return strings.Repeat("[^a]: ", n/6) },
	"paragraphs":      func(n int) string { return strings.Repeat("*a* [b](c)\n\n", n/12) },
	"references":      func(n int) string { return strings.Repeat("[a]: b\n", n/7) },
	"table":           func(n int) string { return "|a|b|\n|-|-|\n" + strings.Repeat("|", n) },
	"wide table":      func(n int) string { return strings.Repeat("|a", n/4) + "\n" + strings.Repeat("|-", n/4) + "\n" },
	"many delimiters": func(n int) string { return strings.Repeat("a\n|-\n", n/5) },
	"indented lists": func(n int) string {
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			b.WriteString(strings.Repeat("  ", i%500) + "- a\n")
		}
		return b.String()
	},
}

// TestParseSurvivesTangles: small ones are read, none breaks anything.
func TestParseSurvivesTangles(t *testing.T) {
	for name, tangle := range tangles {
		d, err := Parse([]byte(tangle(4 << 10)))
		if err != nil && !errors.Is(err, ErrTangled) {
			t.Errorf("%s: %v", name, err)
		} else if err == nil && d.Root.Check() != nil {
			t.Errorf("%s: %v", name, d.Root.Check())
		}
	}
	for _, name := range []string{"emphasis", "links", "brackets", "quotations", "lists", "short rows", "spaced fences"} {
		if _, err := Parse([]byte(tangles[name](1 << 20))); !errors.Is(err, ErrTangled) {
			t.Errorf("%s: %v, want ErrTangled", name, err)
		}
	}
}

// TestParseRepeatsLittle: a long definition with many references does not become
// many long texts.
func TestParseRepeatsLittle(t *testing.T) {
	for _, name := range []string{"repeated notes", "repeated links", "repeated images"} {
		src := tangles[name](512 << 10)
		d, err := Parse([]byte(src))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if got := len(Markdown(d)); got > 8*len(src) {
			t.Errorf("%s: %d bytes became %d", name, len(src), got)
		}
	}
}

// BenchmarkTangled shows the longest that hostile Markdown keeps Parse busy: each
// tangle at the greatest length, of powers of two, that is not refused.
func BenchmarkTangled(b *testing.B) {
	for name, tangle := range tangles {
		n := MaxMarkdown - 4<<10
		for {
			if _, err := Parse([]byte(tangle(n))); err == nil {
				break
			}
			n /= 2
		}
		b.Run(fmt.Sprintf("%s/%dKiB", name, n>>10), func(b *testing.B) {
			for b.Loop() {
				_, _ = Parse([]byte(tangle(n)))
			}
		})
	}
}

func BenchmarkParse(b *testing.B) {
	md := Markdown(Outline(sampleMaterial()))
	b.SetBytes(int64(len(md)))
	for b.Loop() {
		_, _ = Parse(md)
	}
}

// FuzzParse: any bytes give an error or a document that obeys the schema, in the
// tree and in JSON, and whose Markdown is its last word.
func FuzzParse(f *testing.F) {
	f.Add(Markdown(Outline(sampleMaterial())))
	for _, tangle := range tangles {
		f.Add([]byte(tangle(200)))
	}
	for _, s := range nasty {
		f.Add([]byte("# a" + s + "\n\n- b" + s + "c\n\n> | " + s + " | d |\n> |---|---|\n\n" + s))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		if len(src) <= 64<<10 {
			checkParse(t, src)
		}
	})
}

// TestParseIsStable draws texts that look like Markdown, which chance alone does
// not.
func TestParseIsStable(t *testing.T) {
	pieces := append([]string{"\n", "\n", "\n\n", "\n    ", "\n  ", "\n> ", "\n- ", "\n1. ", "\n# ", "\n## ", "\n### ", "\n---\n",
		"\n:::\n", "\n::: {.cell}\n", "\n:::: {.row}\n", "\n::::: {.table}\n", "\n::::\n", "\n| a | b |\n|---|---|\n", "\n[^1]: ", "\n\n[a]: b\n", "[c](d)", "![e](f)",
		"\\\n", "  \n", " {#p-1 .proposition sources=\"i1\"}\n", "Visas", "Adoption", "<note>", "</note>", "</p>", "<ins id=\"a\">", "</ins>", "<a href=\"b\">", "</a>", "**g**", "_h_"}, nasty...)
	source := rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 40)
	rapid.Check(t, func(t *rapid.T) {
		checkParse(t, []byte(strings.Join(source.Draw(t, "pieces"), "")))
	})
}

func checkParse(t interface {
	Fatal(...any)
	Fatalf(string, ...any)
}, src []byte) {
	d, err := Parse(src)
	var broken *text.SchemaError
	if errors.As(err, &broken) {
		t.Fatal(err)
	}
	if err != nil {
		return
	}
	raw, err := json.Marshal(d.Root)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := text.Motion().Decode(raw); err != nil {
		t.Fatal(err)
	}
	md := Markdown(d)
	back, err := Parse(md)
	if errors.Is(err, ErrTangled) {
		return // its tags count for more than the marks they came from
	}
	if err != nil {
		t.Fatal(err)
	}
	if a, b := asJSON(t, d), asJSON(t, back); a != b {
		t.Fatalf("%s\n%q\n%s", firstDifference(a, b), src, md)
	}
	if again := Markdown(back); !bytes.Equal(md, again) {
		t.Fatalf("not stable:\n%s\n%s", md, again)
	}
}
