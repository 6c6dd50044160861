package motion

import (
	"bytes"
	"encoding/json"
	"os"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"unanime/consult"
	"unanime/motion/text"
)

// nasty are the pieces that texts are made of: all that Markdown could take for
// markup, and what a careless reader would drop.
var nasty = []string{
	"mot", "L’élu·e", "a", "B", "2", " ", " ", "  ", "\u00A0", "\u202F", "\u3000", "\u2028", "\u0085", "\t", "\n", "\r", "\v", "\x00", "\x01", "\x7F",
	"*", "**", "_", "__", "`", "```", "~~~", "#", "## ", "> ", "- ", "+ ", "* ", "1. ", "12) ", "1", ".", ")", "(", "---", "===", "***",
	"[", "]", "[^1]", "[^1]:", "[a]: b", "](", "![", "!", "\\", "\\\\", "&", "&amp;", "&#32;", "&nbsp", ";", "<", ">", "<b>", "</ins>", "<ins>", "<br>",
	"<p></p>", "<note>", "<!-- -->", "<https://a.fr>", "{", "}", "{#x .enjeu}", "{.a}", "|", "| --- |", ":", ":::", "::: {.table}", ":-", "\"", "'", "=",
	"🎉", "👩‍💻", "עברית", "\u200F", "é", "e\u0301", "Vu ", "Considérant", "$", "%", "^", "~", "@", "/", "https://a.fr/?x=1&y=2", "idee:i3", "\uFEFF", "\uFFFD", "…", "«", "»",
}

func genText(least int) *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom(nasty), least, 6).Draw(t, "words"), "")
	})
}

var (
	genWords = genText(1)
	genAny   = genText(0)
	genID    = rapid.OneOf(rapid.SampledFrom([]string{"", "", "p-1", "p-2", "n1", "1", "é è", "x"}), genAny)
	genSpan  = rapid.SampledFrom([]float64{1, 1, 1, 2, 0, -3, 1.5})
)

func genMarks(t *rapid.T) []text.Mark {
	var marks []text.Mark
	if rapid.IntRange(0, 2).Draw(t, "plain") > 0 {
		return nil
	}
	for _, name := range []string{"em", "strong"} {
		if rapid.Bool().Draw(t, name) {
			marks = append(marks, text.Marked(name, nil))
		}
	}
	if rapid.IntRange(0, 3).Draw(t, "link") == 0 {
		marks = append(marks, text.Marked("link", map[string]any{"href": genAny.Draw(t, "href")}))
	}
	if kind := rapid.SampledFrom([]string{"", "", "insertion", "deletion"}).Draw(t, "change"); kind != "" {
		marks = append(marks, text.Marked(kind, map[string]any{"id": genID.Draw(t, "change id")}))
	}
	return marks
}

func genTexts(t *rapid.T) []*text.Node {
	var all []*text.Node
	for range rapid.IntRange(0, 2).Draw(t, "texts") {
		all = append(all, text.Run(genWords.Draw(t, "text"), genMarks(t)...))
	}
	return all
}

func genInline(t *rapid.T) []*text.Node {
	var all []*text.Node
	for range rapid.IntRange(0, 5).Draw(t, "inlines") {
		var n *text.Node
		switch rapid.SampledFrom([]string{"text", "text", "text", "text", "break", "note", "citation"}).Draw(t, "inline") {
		case "text":
			all = append(all, text.Run(genWords.Draw(t, "text"), genMarks(t)...))
			continue
		case "break":
			n = text.New("hard_break", nil)
		case "note":
			n = text.New("note", map[string]any{"id": genID.Draw(t, "note id")}, genTexts(t)...)
		case "citation":
			idea := rapid.OneOf(rapid.SampledFrom([]string{"i217", "i3.2"}), genAny).Draw(t, "idea")
			n = text.New("citation", map[string]any{"idea": idea})
		}
		all = append(all, withMarks(n, genMarks(t)))
	}
	return all
}

func genParagraph(t *rapid.T) *text.Node { return text.New("paragraph", nil, genInline(t)...) }

func genBlocks(t *rapid.T, least, depth int) []*text.Node {
	var all []*text.Node
	for range rapid.IntRange(least, 3).Draw(t, "blocks") {
		all = append(all, genBlock(t, depth))
	}
	return all
}

func genBlock(t *rapid.T, depth int) *text.Node {
	kinds := []string{"paragraph", "paragraph", "image"}
	if depth < 3 {
		kinds = append(kinds, "bullet_list", "bullet_list", "ordered_list", "quotation", "table", "simple table")
	}
	switch kind := rapid.SampledFrom(kinds).Draw(t, "block"); kind {
	case "image":
		return text.New(kind, map[string]any{"src": genAny.Draw(t, "src"), "alt": genAny.Draw(t, "alt"), "caption": genAny.Draw(t, "caption")})
	case "bullet_list", "ordered_list":
		var items []*text.Node
		for range rapid.IntRange(1, 3).Draw(t, "items") {
			items = append(items, text.New("list_item", nil, append([]*text.Node{genParagraph(t)}, genBlocks(t, 0, depth+1)...)...))
		}
		if kind == "bullet_list" {
			return text.New(kind, nil, items...)
		}
		start := rapid.SampledFrom([]float64{1, 1, 0, 7, 999_999_999, 1e12, -2, 2.5}).Draw(t, "start")
		return text.New(kind, map[string]any{"start": start}, items...)
	case "quotation":
		return text.New(kind, nil, genBlocks(t, 1, depth+1)...)
	case "table":
		return genTable(t, depth)
	case "simple table":
		return genSimpleTable(t)
	}
	return genParagraph(t)
}

func genTable(t *rapid.T, depth int) *text.Node {
	var rows []*text.Node
	for range rapid.IntRange(1, 2).Draw(t, "rows") {
		var cells []*text.Node
		for range rapid.IntRange(1, 2).Draw(t, "cells") {
			name := rapid.SampledFrom([]string{"table_header", "table_cell"}).Draw(t, "cell")
			spans := map[string]any{"colspan": genSpan.Draw(t, "colspan"), "rowspan": genSpan.Draw(t, "rowspan")}
			cells = append(cells, text.New(name, spans, genBlocks(t, 1, depth+2)...))
		}
		rows = append(rows, text.New("table_row", nil, cells...))
	}
	return text.New("table", map[string]any{"caption": genAny.Draw(t, "caption")}, rows...)
}

func genSimpleTable(t *rapid.T) *text.Node {
	columns := rapid.IntRange(1, 3).Draw(t, "columns")
	var rows []*text.Node
	for i := range rapid.IntRange(1, 3).Draw(t, "rows") {
		name := "table_cell"
		if i == 0 {
			name = "table_header"
		}
		var cells []*text.Node
		for range columns {
			cells = append(cells, text.New(name, nil, genParagraph(t)))
		}
		rows = append(rows, text.New("table_row", nil, cells...))
	}
	caption := rapid.OneOf(rapid.Just(""), genAny).Draw(t, "caption")
	return text.New("table", map[string]any{"caption": caption}, rows...)
}

// genDocument draws documents that obey the schema, ids missing or given twice.
func genDocument(t *rapid.T) Document {
	d := Document{Sources: Sources{}}
	title := text.New("title", nil, text.Run(genAny.Draw(t, "title")))
	nodes := []*text.Node{title}
	draw := func(most int, kinds ...string) {
		for range rapid.IntRange(0, most).Draw(t, "nodes") {
			nodes = append(nodes, genNode(t, d.Sources, rapid.SampledFrom(kinds).Draw(t, "node")))
		}
	}
	draw(4, "preamble", "visa", "visa", "considerant", "considerant", "block")
	draw(6, "enjeu", "subheading", "rationale", "proposition", "proposition", "block")
	draw(3, "adoption", "recipients", "signatures")
	d.Root = text.New("doc", nil, nodes...)
	return d
}

func genNode(t *rapid.T, sources Sources, kind string) *text.Node {
	id := genID.Draw(t, "id")
	switch kind {
	case "block":
		return genBlock(t, 0)
	case "visa", "considerant":
		return text.New(kind, nil, genInline(t)...)
	case "enjeu":
		theme := rapid.SampledFrom([]float64{0, 3, 1e21, -4, 0.25}).Draw(t, "theme")
		return text.New(kind, map[string]any{"id": id, "theme": theme}, genInline(t)...)
	case "subheading":
		return text.New(kind, map[string]any{"id": id}, genInline(t)...)
	case "proposition":
		for range rapid.IntRange(0, 3).Draw(t, "ideas") {
			idea := consult.IdeaID{Contribution: consult.ContributionID(rapid.Uint64Range(0, 9).Draw(t, "idea")), Part: rapid.Uint8Range(0, 2).Draw(t, "part")}
			sources[PropositionID(id)] = append(sources[PropositionID(id)], idea)
		}
		status := rapid.OneOf(rapid.Just("draft"), genAny).Draw(t, "status")
		title := text.New("proposition_title", nil, genInline(t)...)
		return text.New(kind, map[string]any{"id": id, "status": status}, append([]*text.Node{title}, genBlocks(t, 0, 0)...)...)
	}
	return text.New(kind, nil, genBlocks(t, 1, 0)...)
}

func asJSON(t interface{ Fatal(...any) }, d Document) string {
	raw, err := json.MarshalIndent(d, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

func TestMarkdownLosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := genDocument(t)
		if err := d.Root.Check(); err != nil {
			t.Skip(err) // two marks of change on one text, and the like
		}
		md := Markdown(d)
		back, err := Parse(md)
		if err != nil {
			t.Fatalf("%v\n%s", err, md)
		}
		want := Normal(d)
		if a, b := asJSON(t, want), asJSON(t, back); a != b {
			t.Fatalf("%s\n%s", firstDifference(a, b), md)
		}
		if !reflect.DeepEqual(want.Sources, back.Sources) {
			t.Fatalf("sources %v, want %v", back.Sources, want.Sources)
		}
		if again := Markdown(back); !bytes.Equal(md, again) {
			t.Fatalf("written\n%s\nthen\n%s", md, again)
		}
	})
}

func firstDifference(a, b string) string {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range x {
		if i >= len(y) || x[i] != y[i] {
			return "want " + strings.Join(x[max(0, i-6):min(len(x), i+6)], "\n") + "\ngot " + strings.Join(y[max(0, i-6):min(len(y), i+6)], "\n")
		}
	}
	return "more lines"
}

func TestNormalIsNormal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		once := Normal(genDocument(t))
		if a, b := asJSON(t, once), asJSON(t, Normal(once)); a != b {
			t.Fatal(firstDifference(a, b))
		}
	})
}

// TestComplete: a text that uses every form is its own Markdown.
func TestComplete(t *testing.T) {
	src, err := os.ReadFile("testdata/complete.md")
	if err != nil {
		t.Fatal(err)
	}
	d, err := Parse(src)
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "complete.md", Markdown(d))
	golden(t, "complete.json", []byte(asJSON(t, d)+"\n"))
}
