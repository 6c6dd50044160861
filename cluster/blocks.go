package cluster

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// bullet is the sign of an item at the beginning of a line.
var bullet = pattern(`^[\s\p{Zs}]*(?:[•▪◦‣●○■–—*-]|->|=>)[\s\p{Zs}]+`)

// bulletInside is an item in the middle of a line, as a flattened document
// leaves it.
var bulletInside = pattern(`[\s\p{Zs}][•▪◦‣●■][\s\p{Zs}]`)

// cutBlocks cuts a text at the ends of paragraphs and at bullets. A line that
// goes on in lower case continues the one before: mail programs break lines.
func cutBlocks(text string) []string {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n", "\u0085", "\n", "\v", "\n", "\f", "\n").
		Replace(strings.ToValidUTF8(text, "\uFFFD"))
	text = bulletInside().ReplaceAllString(text, "\n• ")
	var out []string
	var open strings.Builder // the block being read
	last := ""               // its last line
	flush := func() {
		if open.Len() > 0 {
			out = append(out, open.String())
			open.Reset()
		}
	}
	for _, line := range strings.Split(text, "\n") {
		item := bullet().FindString(line)
		line = strings.TrimSpace(strings.ReplaceAll(line[len(item):], "\t", " "))
		if line != "" && item == "" && open.Len() > 0 && continues(last, line) {
			open.WriteByte(' ')
		} else {
			flush()
		}
		open.WriteString(line)
		last = line
	}
	flush()
	return out
}

// continues tells whether line goes on with the sentence of the line before.
func continues(before, line string) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	first, _ := utf8.DecodeRuneInString(line)
	return unicode.IsLower(first) && !strings.ContainsRune(".!?…:;", last)
}
