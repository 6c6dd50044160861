package motion

import (
	"bytes"
	"errors"
	"unicode/utf8"

	source "github.com/yuin/goldmark/text"

	"unanime/consult"
)

// MaxMarkdown is how long a Markdown text may be, in bytes.
const MaxMarkdown = 2 << 20

// ErrTangled: the Markdown would take too long to read, as nested quotations by
// the thousand or a hundred thousand asterisks in one paragraph. No motion
// looks like that.
var ErrTangled = errors.New("markdown too tangled to read")

// Bounds of what Parse reads. goldmark takes a time that grows with the square
// of the signs (* _ [ ] ` < !) in one block; see BenchmarkTangled.
const (
	maxWork   = 100_000_000 // sum over the blocks of the square of their signs
	maxIndent = 1024        // bytes of quotation and list markers at the start of a line
)

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

// tangled says whether reading would take too long.
func tangled(src []byte) bool {
	work, signs := 0, 0
	for line := range bytes.Lines(src) {
		if indent(line) > maxIndent {
			return true
		}
		if len(bytes.Trim(line, " \t>\n")) == 0 {
			signs = 0
		}
		for i, c := range line {
			if bytes.IndexByte([]byte("*_[]`<!{"), c) >= 0 && (i == 0 || line[i-1] != '\\') {
				work += 2*signs + 1
				signs++
			}
		}
		if work > maxWork {
			return true
		}
	}
	return false
}

// indent measures the markers that open quotations and lists on a line, with
// the spaces around them.
func indent(line []byte) int {
	i := 0
	for i+1 < len(line) {
		c, next := line[i], line[i+1]
		spaced := next == ' ' || next == '\t'
		switch {
		case c == ' ', c == '\t', c == '>', (c == '-' || c == '+' || c == '*') && spaced:
			i++
		case c >= '0' && c <= '9':
			end := i
			for end < len(line) && line[end] >= '0' && line[end] <= '9' {
				end++
			}
			if end+1 >= len(line) || line[end] != '.' && line[end] != ')' || line[end+1] != ' ' {
				return i
			}
			i = end + 1
		default:
			return i
		}
	}
	return i
}
