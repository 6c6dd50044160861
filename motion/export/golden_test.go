package export

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"unanime/consult"
	"unanime/motion"
	"unanime/motion/export/typeset"
	"unanime/motion/text"
)

var update = flag.Bool("update", false, "write the goldens anew")

// described tells a page in lines: place, size, element and words of every line
// of text, place and size of every rectangle.
func described(pages []typeset.Page) string {
	var b strings.Builder
	for i, page := range pages {
		fmt.Fprintf(&b, "page %d\n", i+1)
		for _, box := range page.Boxes {
			if box.Rect != nil {
				fmt.Fprintf(&b, "%6.1f %6.1f rectangle %.1f × %.1f #%02X\n", box.X, box.Y, box.Rect.Width, box.Rect.Height, box.Rect.Color)
				continue
			}
			run := box.Line.Pieces[0].Run
			kind := [...]string{"", "layout", "header", "footer", "again"}[box.Decor]
			if run.Element != nil {
				kind = run.Element.Type
			}
			fmt.Fprintf(&b, "%6.1f %6.1f %s %.1f %q\n", box.X, box.Y, kind, run.Style.Size, box.Line.Text())
		}
	}
	return b.String()
}

func small() Input {
	in := sample()
	prop := func(id, title string, body ...*text.Node) *text.Node {
		return text.New("proposition", map[string]any{"id": id}, append([]*text.Node{text.New("proposition_title", nil, say(title))}, body...)...)
	}
	in.Document = motion.Document{
		Root: text.New("doc", nil,
			text.New("title", nil, say("Motion du 8e Congrès")),
			text.New("considerant", nil, say("Considérant que l'accès aux droits passe désormais par des services en ligne et que nul ne doit en être écarté ;")),
			par(say("Les élu·es demandent :")),
			text.New("enjeu", map[string]any{"theme": 2}, say("Garantir l'égalité d'accès")),
			prop("p-1", "Maintenir un accueil humain", par(say("Toute démarche dématérialisée garde un guichet"), text.New("note", nil, say("Voir l'art. 9.")), say(" ; il est ouvert à tou·tes, sans rendez-vous et sans frais.")), sampleTable()),
			prop("p-2", "Agir"),
		),
		Sources: motion.Sources{}.Attach("p-1", consult.ContributionID(12).Whole(), consult.ContributionID(87).Whole()),
	}
	return in
}

func TestGolden(t *testing.T) {
	const path = "testdata/small.golden"
	got := described(newPress(compose(small())).pages())
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("pages differ from %s; look at them, then go test -update\n%s", path, got)
	}
}
