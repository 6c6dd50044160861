package motion

import (
	"fmt"
	"html"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// setting is where inline text stands: each has signs of its own.
type setting int

const (
	inParagraph  setting = iota
	inHeading            // one line, attributes at its end
	inCell               // one line, between pipes
	inDefinition         // of a footnote: one line
)

// special is what begins or ends markup anywhere in a text.
const special = "\\*_`[]"

// entity is a character reference, as Markdown reads it.
var entity = regexp.MustCompile(`^&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]*);`)

// escape writes a text so that it reads back as itself. Control characters
// become references, so that the result is one line.
func escape(s string, where setting) string {
	var b strings.Builder
	for i, r := range s {
		switch {
		case r < ' ':
			fmt.Fprintf(&b, "&#%d;", r)
			continue
		case strings.ContainsRune(special, r),
			r == '<' && opensTag(s[i+1:]),
			r == '&' && entity.MatchString(s[i:]),
			r == '{' && where == inHeading,
			r == '#' && where == inHeading && i == len(s)-1,
			r == '|' && where == inCell:
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// opensTag says whether what follows a "<" could make it a tag or an address.
func opensTag(rest string) bool {
	return rest == "" || rest[0] == '/' || rest[0]|0x20 >= 'a' && rest[0]|0x20 <= 'z'
}

var (
	numbered   = regexp.MustCompile(`^([0-9]{1,9})([.)])( |$)`)
	definition = regexp.MustCompile(`^(\[\^[^\]]*\]):`)
	fence      = regexp.MustCompile(`^:[:-]`)
)

// escapeStart keeps the beginning of a line from making a heading, a list, a
// quotation, a table, a footnote, a fence.
func escapeStart(line string) string {
	switch {
	case line == "":
	case strings.IndexByte("#>-+=|~", line[0]) >= 0 || fence.MatchString(line):
		return "\\" + line
	case line[0] == '[':
		return definition.ReplaceAllString(line, `$1\:`)
	}
	return numbered.ReplaceAllString(line, `$1\$2$3`)
}

// escapeEdges keeps the spaces at both ends of a line, which Markdown drops.
func escapeEdges(line string) string {
	inner := strings.Trim(line, " ")
	if inner == line {
		return line
	}
	if inner == "" {
		return strings.Repeat("&#32;", len(line))
	}
	before := len(line) - len(strings.TrimLeft(line, " "))
	after := len(line) - before - len(inner)
	return strings.Repeat("&#32;", before) + inner + strings.Repeat("&#32;", after)
}

// value writes a text for the inside of an address, a title or a tag, where
// backslashes are no safe escape.
func value(s string) string {
	var b strings.Builder
	for i, r := range s {
		if r < ' ' || strings.ContainsRune("\"<>\\`|{}[]*", r) || r == '&' && entity.MatchString(s[i:]) {
			fmt.Fprintf(&b, "&#%d;", r)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// bareAddress can stand in parentheses as it is.
var bareAddress = regexp.MustCompile(`^[A-Za-z0-9/#?.][A-Za-z0-9/:?#@=.,%~+_&;-]*$`)

// address writes the target of a link or an image.
func address(href string) string {
	if v := value(href); bareAddress.MatchString(v) {
		return v
	}
	return "<" + value(href) + ">"
}

// unescape reads a text that holds backslash escapes and character references.
// U+0000 and what is not a character become U+FFFD.
func unescape(raw []byte) string {
	var b strings.Builder
	for i := 0; i < len(raw); {
		c := raw[i]
		if c == '\\' && i+1 < len(raw) && isASCIIPunct(raw[i+1]) {
			b.WriteByte(raw[i+1])
			i += 2
			continue
		}
		if c == '&' {
			if ref := entity.Find(raw[i:min(len(raw), i+40)]); ref != nil {
				b.WriteString(reference(string(ref)))
				i += len(ref)
				continue
			}
		}
		b.WriteByte(c)
		i++
	}
	return b.String()
}

// reference reads one character reference. Numbers are those of Unicode, also
// from 128 to 159, which package html takes for those of Windows.
func reference(ref string) string {
	if ref[1] != '#' {
		return html.UnescapeString(ref)
	}
	digits, base := ref[2:len(ref)-1], 10
	if digits[0]|0x20 == 'x' {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseInt(digits, base, 32)
	if err != nil || n == 0 || !utf8.ValidRune(rune(n)) {
		return "\uFFFD"
	}
	return string(rune(n))
}

func isASCIIPunct(c byte) bool {
	return c > ' ' && c < 0x7F && !(c >= '0' && c <= '9') && !(c|0x20 >= 'a' && c|0x20 <= 'z')
}
