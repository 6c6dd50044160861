package sheet

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// WriteOptions choose who will open the CSV. The zero value suits programs and
// modern spreadsheets: UTF-8, commas, LF, formulas neutralised.
type WriteOptions struct {
	BOM       bool // for Excel, which otherwise reads UTF-8 as Windows-1252
	Semicolon bool // for a French Excel, where the comma is decimal
	CRLF      bool // line ends of RFC 4180; those inside cells are never changed
	// Verbatim leaves cells alone. Without it, a cell that a spreadsheet could
	// run as a formula is preceded by ' (OWASP, "CSV Injection"): negative
	// numbers too, so files that only programs read should be verbatim.
	Verbatim bool
}

// WriteCSV writes a header and its rows, which must be as wide as it. With
// Verbatim, [Read] gives back the same cells but empty rows.
func WriteCSV(w io.Writer, header []string, rows [][]string, opt WriteOptions) error {
	out := bufio.NewWriter(w)
	if opt.BOM {
		out.WriteString("\ufeff")
	}
	opt.writeRecord(out, header)
	for i, row := range rows {
		if len(row) != len(header) {
			return fmt.Errorf("write CSV: row %d has %d cells for %d columns", i, len(row), len(header))
		}
		opt.writeRecord(out, row)
	}
	return out.Flush()
}

// writeRecord leaves errors to the buffer, which keeps the first.
func (opt WriteOptions) writeRecord(out *bufio.Writer, record []string) {
	sep := byte(',')
	if opt.Semicolon {
		sep = ';'
	}
	for i, cell := range record {
		if i > 0 {
			out.WriteByte(sep)
		}
		if !opt.Verbatim {
			cell = neutralise(cell)
		}
		out.WriteString(quoteCell(cell))
	}
	if opt.CRLF {
		out.WriteByte('\r')
	}
	out.WriteByte('\n')
}

// neutralise stops a cell from being run as a formula.
func neutralise(cell string) string {
	if cell != "" && strings.IndexByte("=+-@\t\r", cell[0]) >= 0 {
		return "'" + cell
	}
	return cell
}

// quoteCell puts quotes wherever any reader might need them, whatever the
// separator it expects; "=" too, for a header "sep=;" is an instruction.
func quoteCell(cell string) string {
	plain := !strings.ContainsAny(cell, ",;\t\"\r\n=") && strings.TrimSpace(cell) == cell
	if plain {
		return cell
	}
	return `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
}
