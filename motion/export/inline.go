package export

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"golang.org/x/text/unicode/norm"

	"unanime/consult"
	"unanime/internal/typography"
	"unanime/motion/text"
)

// inline sets the text of one block: its runs, its notes, its citations.
func (c *compositor) inline(nodes []*text.Node) []run {
	var runs []run
	for _, n := range nodes {
		r := c.marked(n)
		switch n.Type.Name {
		case "text":
			r.text = norm.NFC.String(oneLine.Replace(n.Text))
		case "hard_break":
			r.text = "\n"
		case "note":
			r.note = len(c.notes) + 1
			r.text = fmt.Sprint(r.note)
			c.notes = append(c.notes, block{role: note, label: r.text, anchor: "note-" + r.text, text: c.inline(n.Content)})
		case "citation":
			r.text = "(" + c.cited(n.Attr("idea")) + ")"
		}
		runs = append(runs, r)
	}
	return set(runs)
}

func (c *compositor) marked(n *text.Node) run {
	var r run
	for _, m := range n.Marks {
		switch m.Type.Name {
		case "em":
			r.em = true
		case "strong":
			r.strong = true
		case "insertion":
			r.added = true
		case "deletion":
			r.withdrawn = true
		case "link":
			href, _ := m.Attrs["href"].(string)
			r.link = allowed(href)
		}
	}
	return r
}

// allowed lets through the addresses that a reader may be led to; a link to
// anything else is text.
func allowed(href string) string {
	u, err := url.Parse(href)
	if err != nil || strings.ContainsAny(href, "\x00\n\r\t") {
		return ""
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https", "mailto", "tel":
		return href
	case "":
		if strings.HasPrefix(href, "#") && len(href) > 1 {
			return href
		}
	}
	return ""
}

// cited is the reference of an idea, or what was written when it is none.
func (c *compositor) cited(s string) string {
	id, err := consult.ParseIdeaID(s)
	switch {
	case err != nil:
		return s
	case c.facts.Idea != nil:
		return c.facts.Idea(id)
	}
	return id.Contribution.String()
}

// set applies French typography over the runs as if they were one text, then
// raises the letters of ordinals.
func set(runs []run) []run {
	words := make([]string, len(runs))
	for i, r := range runs {
		words[i] = r.text
		if r.note > 0 {
			words[i] = "\uFFFC"
		}
	}
	var out []run
	for i, s := range typography.FrenchRuns(words) {
		r := runs[i]
		if r.note > 0 {
			if space := strings.TrimSuffix(s, "\uFFFC"); space != "" && space != s {
				out = append(out, run{text: space})
			}
			out = append(out, r)
			continue
		}
		r.text = s
		out = append(out, raised(r)...)
	}
	return out
}

// ordinal is 1er, 2e, XXIe; a single letter only where it is no word (Ve, not Le).
var ordinal = regexp.MustCompile(`\b(?:\d+|[IVXLC]{2,}|[VX])(er|re|e|nd|nde)\b`)

func raised(r run) []run {
	var out []run
	rest := r.text
	for {
		at := ordinal.FindStringSubmatchIndex(rest)
		if at == nil {
			break
		}
		if next := rest[at[3]:]; next != "" && next[0] >= 0x80 && !strings.HasPrefix(next, "\u00a0") && !strings.HasPrefix(next, "\u202f") && !strings.HasPrefix(next, "’") {
			// \b knows ASCII only: 2eé is no ordinal
			before := r
			before.text, rest = rest[:at[3]], next
			out = append(out, before)
			continue
		}
		before, up := r, r
		before.text, up.text, up.raised = rest[:at[2]], rest[at[2]:at[3]], true
		out, rest = append(out, before, up), rest[at[3]:]
	}
	if rest != "" {
		r.text = rest
		out = append(out, r)
	}
	return out
}
