package motion

import (
	"bytes"
	"errors"
)

// ErrTangled: the Markdown would take too long to read, as nested quotations by
// the thousand or ten thousand asterisks in one paragraph. No motion looks like
// that.
var ErrTangled = errors.New("markdown too tangled to read")

// signCost weighs the signs that open markup: goldmark takes a time that grows
// with the square of their number in one block. Measured with BenchmarkTangled.
var signCost = [256]int{'*': 1, '_': 1, '[': 1, ']': 1, '`': 1, '<': 1, '!': 1, '{': 8}

// Bounds of what Parse reads.
const (
	maxWork   = 100_000_000 // sum over the blocks of the square of their signs' cost
	maxIndent = 1024        // bytes of quotation and list markers at the start of a line
	maxOpen   = 70          // blocks in which a fence or a footnote still opens
	maxHeld   = 4_000_000   // sum over the lines of the fences that may be open: goldmark keeps each
	maxCopied = 1 << 20     // bytes of definitions repeated where they are referred to
	maxCells  = 100_000     // cells of tables, with those that goldmark adds to short rows
)

// tangle measures a text line by line. A block is at most what stands between
// two empty lines.
type tangle struct {
	work, fences, held, cells int
	signs, lines, columns     int // of the block
}

// tangled says whether reading would take too long.
func tangled(src []byte) bool {
	var t tangle
	for line := range bytes.Lines(src) {
		if indent(line) > maxIndent || !t.add(line) {
			return true
		}
	}
	return false
}

// add says whether the bounds hold with one more line.
func (t *tangle) add(line []byte) bool {
	if len(bytes.Trim(line, " \t>\n")) == 0 {
		t.signs, t.lines, t.columns = 0, 0, 0
	}
	for i, c := range line {
		if cost := signCost[c]; cost > 0 && (i == 0 || line[i-1] != '\\') {
			t.work += cost * (2*t.signs + cost)
			t.signs += cost
		}
	}
	if bytes.Contains(line, []byte(":::")) {
		t.fences = min(t.fences+1, maxOpen)
	}
	t.held += t.fences
	t.lines++
	if len(bytes.Trim(line, "|-: \t>\n")) == 0 && bytes.ContainsAny(line, "|:-") {
		t.columns = max(t.columns, bytes.Count(line, []byte("|"))+1)
	}
	t.cells += t.columns
	return t.work <= maxWork && t.held <= maxHeld && t.cells <= maxCells
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
