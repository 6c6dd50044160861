package export

import (
	_ "embed"
	"fmt"
	"html"
	"io"
	"strings"
)

// style is the look of the page; it names the system's fonts after the register's
// own, which keeps the file small.
//
//go:embed html.css
var style string

// writeHTML writes one file that needs no other: no script, no address to fetch.
func writeHTML(w io.Writer, in Input) (Report, error) {
	m := compose(in)
	p := &htmlPage{}
	p.head(m)
	p.cover(m)
	p.contents(m)
	for _, b := range m.blocks {
		p.block(b)
	}
	p.notes(m)
	p.write("</main>\n</body>\n</html>\n")
	_, err := io.WriteString(w, p.String())
	return Report{Notes: m.lost}, err
}

type htmlPage struct{ strings.Builder }

func (p *htmlPage) write(format string, escaped ...any) { fmt.Fprintf(p, format, escaped...) }

var esc = html.EscapeString

func (p *htmlPage) head(m manuscript) {
	p.write("<!DOCTYPE html>\n<html lang=\"fr\">\n<head>\n<meta charset=\"utf-8\">\n")
	p.write("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
	p.write("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n")
	p.write("<title>%s</title>\n", esc(m.name()))
	if m.facts.Program != "" {
		p.write("<meta name=\"generator\" content=\"%s\">\n", esc(m.facts.Program))
	}
	p.write("<style>\n%s", style)
	for i, c := range threads {
		p.write(".fil-%d{--fil:#%02X%02X%02X}\n", i+1, c[0], c[1], c[2])
	}
	p.write("</style>\n</head>\n<body>\n<main>\n")
}

func (p *htmlPage) cover(m manuscript) {
	p.write("<header class=\"couverture\">\n")
	p.line("surtitre", m.overline())
	p.write("<h1 id=\"titre\">")
	if m.untitled() {
		p.write("%s", esc(m.name()))
	}
	p.runs(m.title)
	p.write("</h1>\n")
	p.line("etat", m.status())
	p.line("date", m.when())
	p.line("chiffres", m.figures())
	p.write("</header>\n")
}

func (p *htmlPage) line(class, words string) {
	if words == "" {
		return
	}
	p.write("<p class=\"%s\">", class)
	p.runs(raised(run{text: words}))
	p.write("</p>\n")
}

func (p *htmlPage) contents(m manuscript) {
	list := m.contents()
	if len(list) == 0 {
		return
	}
	p.write("<nav class=\"sommaire\" aria-labelledby=\"sommaire\">\n<h2 id=\"sommaire\">Sommaire</h2>\n<ul>\n")
	for _, b := range list {
		class := "partie"
		if b.role == proposition {
			class = "prop"
		}
		p.write("<li class=\"%s%s\"><a href=\"#%s\">%s<span class=\"texte\">%s</span></a></li>\n", class, fil(b.ink), esc(b.anchor), p.label(b.label), esc(plain(b.text)))
	}
	p.write("</ul>\n</nav>\n")
}

func (p *htmlPage) label(label string) string {
	if label == "" {
		return ""
	}
	return "<span class=\"nombre\">" + esc(label) + "</span> "
}

func fil(place int) string {
	if place < 1 {
		return ""
	}
	return fmt.Sprintf(" fil-%d", (place-1)%len(threads)+1)
}

func (p *htmlPage) blocks(blocks []block) {
	for _, b := range blocks {
		p.block(b)
	}
}

// plainTags are the blocks that one tag sets.
var plainTags = map[role][2]string{
	paragraph: {"<p>", "</p>"}, figure: {"<p class=\"image\">", "</p>"}, sources: {"<p class=\"sources\">", "</p>"},
	bullets: {"<ul>", "</ul>"}, listItem: {"<li>", "</li>"}, quotation: {"<blockquote>", "</blockquote>"},
}

func (p *htmlPage) block(b block) {
	switch b.role {
	case heading:
		p.write("<h%d id=\"%s\" class=\"titre-%d%s\">%s", b.level, esc(b.anchor), b.level, fil(b.ink), p.label(b.label))
		p.runs(b.text)
		p.write("</h%d>\n", b.level)
	case proposition:
		p.write("<article class=\"proposition%s\" id=\"%s\">\n<h%d>%s", fil(b.ink), esc(b.anchor), b.level, p.label(b.label))
		p.runs(b.text)
		p.write("</h%d>\n", b.level)
		p.blocks(b.blocks)
		p.write("</article>\n")
	case visa, considerant:
		word, runs := hung(b)
		p.write("<p class=\"attendu\">")
		if word != "" {
			p.write("<span class=\"mot\">%s</span> ", esc(word))
		}
		p.runs(runs)
		p.write("</p>\n")
	case numbers:
		p.write("<ol start=\"%d\">", b.level)
		p.blocks(b.blocks)
		p.write("</ol>\n")
	case table:
		p.table(b)
	default:
		tags := plainTags[b.role]
		p.write("%s", tags[0])
		p.runs(b.text)
		p.blocks(b.blocks)
		p.write("%s\n", tags[1])
	}
}

func (p *htmlPage) table(b block) {
	p.write("<div class=\"large\" tabindex=\"0\" role=\"group\"><table>\n")
	if len(b.text) > 0 {
		p.write("<caption>")
		p.runs(b.text)
		p.write("</caption>\n")
	}
	for i, r := range b.blocks {
		p.write("<tr>")
		for _, c := range r.blocks {
			tag, scope := "td", ""
			if c.role == headerCell {
				tag, scope = "th", " scope=\"row\""
				if i == 0 {
					scope = " scope=\"col\""
				}
			}
			p.write("<%s%s%s>", tag, scope, spans(c.spans))
			p.blocks(c.blocks)
			p.write("</%s>", tag)
		}
		p.write("</tr>\n")
	}
	p.write("</table></div>\n")
}

func spans(n [2]int) string {
	out := ""
	for i, name := range []string{"colspan", "rowspan"} {
		if n[i] > 1 {
			out += fmt.Sprintf(" %s=\"%d\"", name, n[i])
		}
	}
	return out
}

func (p *htmlPage) notes(m manuscript) {
	if len(m.notes) == 0 {
		return
	}
	p.write("<section class=\"notes\" role=\"doc-endnotes\" aria-labelledby=\"notes\">\n<h2 id=\"notes\">Notes</h2>\n<ol>\n")
	for _, n := range m.notes {
		p.write("<li id=\"%s\">", esc(n.anchor))
		p.runs(n.text)
		p.write(" <a href=\"#appel-%s\" aria-label=\"Retour à l’appel de la note %s\">↩</a></li>\n", esc(n.label), esc(n.label))
	}
	p.write("</ol>\n</section>\n")
}

// runs sets text. Marks nest in one order, so that tags always close well.
func (p *htmlPage) runs(runs []run) {
	for _, r := range runs {
		if r.note > 0 {
			p.write("<sup><a role=\"doc-noteref\" id=\"appel-%d\" href=\"#note-%d\" aria-label=\"Note %d\">%d</a></sup>", r.note, r.note, r.note, r.note)
			continue
		}
		var close []string
		open := func(on bool, tag, attribute string) {
			if on {
				p.write("<%s%s>", tag, attribute)
				close = append(close, tag)
			}
		}
		open(r.link != "", "a", " href=\""+esc(r.link)+"\"")
		open(r.added, "ins", "")
		open(r.withdrawn, "del", "")
		open(r.strong, "strong", "")
		open(r.em, "em", "")
		open(r.raised, "sup", "")
		p.write("%s", strings.ReplaceAll(esc(r.text), "\n", "<br>\n"))
		for i := len(close) - 1; i >= 0; i-- {
			p.write("</%s>", close[i])
		}
	}
}
