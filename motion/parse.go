package motion

import (
	"bytes"
	"unicode/utf8"

	source "github.com/yuin/goldmark/text"

	"unanime/consult"
)

// MaxMarkdown is how long a Markdown text may be, in bytes.
const MaxMarkdown = 2 << 20

// Parse reads Markdown: what Markdown wrote, or what a person wrote who knows
// none of its classes. Then the first heading of level 1 is the title; level 2
// is a section, unless its words say Préambule, Visas, Considérants, Adoption,
// Destinataires or Signatures; level 3 and deeper a proposition. Before the
// first section, paragraphs that begin with « Vu » are visas, with
// « Considérant » considérants. Missing ids are derived from the words. What
// the schema has no place for keeps its words: code and HTML are text, a
// heading inside a quotation is a paragraph in bold, a definition that no note
// refers to is a paragraph.
//
// The errors are a *consult.InvalidError (over MaxMarkdown bytes, not UTF-8) and
// ErrTangled. The document obeys the schema and is Normal.
func Parse(src []byte) (Document, error) {
	switch {
	case len(src) > MaxMarkdown:
		return Document{}, &consult.InvalidError{Field: "markdown", Why: consult.WhyTooLong, Limit: MaxMarkdown}
	case !utf8.Valid(src):
		return Document{}, &consult.InvalidError{Field: "markdown", Why: consult.WhyNotText}
	}
	src = unixLines(src)
	if tangled(src) {
		return Document{}, ErrTangled
	}
	root := newParser().Parse(source.NewReader(src))
	r := &blockReader{src: src}
	r.findNotes(root)
	s := &skeleton{blockReader: r, ideas: map[int][]consult.IdeaID{}}
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		s.read(n)
	}
	d := s.document()
	return d, d.Root.Check()
}

// unixLines returns the text with line feeds alone, without a byte order mark,
// with at most one empty line in a row and one line feed at its end.
func unixLines(src []byte) []byte {
	src = bytes.TrimPrefix(src, []byte("\xEF\xBB\xBF"))
	src = bytes.ReplaceAll(src, []byte("\r\n"), []byte("\n"))
	src = bytes.ReplaceAll(src, []byte("\r"), []byte("\n"))
	src = bytes.ReplaceAll(src, []byte("\x00"), []byte("\uFFFD"))
	out := make([]byte, 0, len(src)+1)
	blank := true
	for line := range bytes.Lines(src) {
		empty := len(bytes.Trim(line, " \t\n\v\f")) == 0
		if empty && blank {
			continue
		}
		if blank = empty; empty {
			line = []byte("\n")
		}
		out = append(out, line...)
	}
	return append(bytes.TrimRight(out, "\n"), '\n')
}
