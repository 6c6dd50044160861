// Package sheet reads the tables people send, and writes the ones they open.
//
// What comes in: the bytes of a CSV or XLSX file, from a spreadsheet, a form
// tool or a colleague. What goes out: a [Table], a header and rows of the same
// width, with cells exactly as typed, or an [*Error] that names the line and
// says how to mend the file.
//
// The rules:
//
//   - The kind of file is told by its bytes, never by its name.
//   - CSV is UTF-8, UTF-16 with a byte order mark, or Windows-1252 when the
//     bytes are no valid UTF-8; the separator (; , or tab) is the one the
//     header uses most; a first line "sep=;" is obeyed.
//   - A row shorter than the header is filled with empty cells. A longer one
//     is refused unless what exceeds is empty: that text would have no column.
//   - Rows where every cell is empty are left out, columns without name at the
//     right of the header too.
//   - Nothing is guessed in silence: a quote that is never closed, a header
//     name used twice, a NUL byte, a half-damaged encoding are errors.
//   - Memory is bounded by [Limits] whatever the file claims.
package sheet

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Table is one sheet: every row has exactly len(Header) cells.
type Table struct {
	Header []string
	Rows   [][]string
	// Format says in French how the file was read, to show beside the preview:
	// "CSV, séparateur ;, Windows-1252" or "XLSX, feuille Réponses".
	Format string

	lines []int
}

// Limits bound what [Read] accepts; a zero field takes the default.
type Limits struct {
	Bytes   int64 // size of the file, 128 MiB by default
	Rows    int   // rows below the header: 200,000 by default, never above 20,000 in XLSX
	Columns int   // 200 by default, never above 50 in XLSX
}

const (
	defaultBytes   = 128 << 20
	defaultRows    = 200_000
	defaultColumns = 200
	// maxCells bounds the string headers of a table (16 bytes each), which a
	// wide header over many nearly empty rows would otherwise multiply.
	maxCells = 8_000_000
)

func (l Limits) withDefaults() Limits {
	if l.Bytes <= 0 {
		l.Bytes = defaultBytes
	}
	if l.Rows <= 0 {
		l.Rows = defaultRows
	}
	if l.Columns <= 0 {
		l.Columns = defaultColumns
	}
	return l
}

// Read reads one table; name is the file's name, used in errors only.
// Every failure but that of r itself is an [*Error].
func Read(name string, r io.Reader, limits Limits) (*Table, error) {
	limits = limits.withDefaults()
	data, err := io.ReadAll(io.LimitReader(r, limits.Bytes+1))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	table, err := readBytes(data, limits)
	if bad, ok := err.(*Error); ok {
		bad.File = name
	}
	if err != nil {
		return nil, err
	}
	return table, nil
}

func readBytes(data []byte, limits Limits) (*Table, error) {
	switch {
	case int64(len(data)) > limits.Bytes:
		return nil, &Error{Kind: ErrTooLarge, Mend: fmt.Sprintf("it holds more than %d bytes; cut it into several files", limits.Bytes)}
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return readXLSX(data, limits)
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0")):
		return nil, &Error{Kind: ErrFormat, Mend: "it is an old .xls or a password-protected workbook; save it as .xlsx or CSV without password"}
	default:
		return readCSV(data, limits)
	}
}

// Line gives the line of the file (from 1) where Rows[i] begins, which differs
// from i+2 when cells hold line breaks or empty rows were left out.
func (t *Table) Line(i int) int { return t.lines[i] }

// Column finds a column by its name, whatever the case, the accents and the
// spaces around: "Département" is found by "departement".
func (t *Table) Column(name string) (int, bool) {
	key := fold(name)
	if key == "" {
		return 0, false
	}
	for i, h := range t.Header {
		if fold(h) == key {
			return i, true
		}
	}
	return 0, false
}

// Require returns an [*Error] of kind [ErrMissing] naming the columns that are
// not there and listing those that are.
func (t *Table) Require(names ...string) error {
	var missing []string
	for _, name := range names {
		if _, ok := t.Column(name); !ok {
			missing = append(missing, name)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	return &Error{Kind: ErrMissing, Mend: fmt.Sprintf("add %s to the first line, which now holds %s", quoteList(missing), quoteList(t.Header))}
}

// fold makes the key under which header names are compared.
func fold(name string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(name) {
		if !unicode.Is(unicode.Mn, r) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
