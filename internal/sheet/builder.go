package sheet

import (
	"fmt"
	"strings"
)

// builder applies the rules common to all formats to one record at a time:
// the first record with text is the header.
type builder struct {
	table  Table
	limits Limits
	cells  int
}

func (b *builder) add(record []string, line int) error {
	seen := lastVisible(record)
	switch {
	case seen == 0:
		return nil
	case b.table.Header == nil:
		return b.addHeader(record[:seen], line)
	case seen <= len(b.table.Header):
		return b.addRow(record[:min(len(record), len(b.table.Header))], line)
	default:
		return b.tooLong(record, line)
	}
}

func (b *builder) addHeader(record []string, line int) error {
	if len(record) > b.limits.Columns {
		return &Error{Kind: ErrTooLarge, Line: line, Mend: fmt.Sprintf("the header names %d columns and at most %d are read; remove those that are not needed", len(record), b.limits.Columns)}
	}
	header := make([]string, len(record))
	seen := map[string]int{}
	for i, cell := range record {
		header[i] = strings.TrimSpace(cell)
		key := fold(header[i])
		if first, ok := seen[key]; ok && key != "" {
			return &Error{Kind: ErrHeader, Line: line, Mend: fmt.Sprintf("columns %d and %d are both named %s; rename one", first+1, i+1, quote(header[i]))}
		}
		seen[key] = i
	}
	b.table.Header = header
	return nil
}

func (b *builder) addRow(record []string, line int) error {
	width := len(b.table.Header)
	if len(b.table.Rows) == b.limits.Rows {
		return &Error{Kind: ErrTooLarge, Line: line, Mend: fmt.Sprintf("at most %d rows are read; cut it into several files", b.limits.Rows)}
	}
	if b.cells += width; b.cells > maxCells {
		return &Error{Kind: ErrTooLarge, Line: line, Mend: fmt.Sprintf("at most %d cells are read; remove the columns that are not needed", maxCells)}
	}
	row := make([]string, width)
	copy(row, record)
	b.table.Rows = append(b.table.Rows, row)
	b.table.lines = append(b.table.lines, line)
	return nil
}

func (b *builder) tooLong(record []string, line int) error {
	width := len(b.table.Header)
	return &Error{Kind: ErrRagged, Line: line, Mend: fmt.Sprintf("%d cells for %d columns, the first beyond is %s; put quotes around cells that hold the separator, or name the column", len(record), width, quote(record[width]))}
}

// finish returns the table, or ErrEmpty when no header was met.
func (b *builder) finish(format string) (*Table, error) {
	if b.table.Header == nil {
		return nil, &Error{Kind: ErrEmpty, Mend: "its first line must name the columns and the next ones hold the rows"}
	}
	b.table.Format = format
	return &b.table, nil
}

// lastVisible counts the cells of a record up to the last that shows something.
func lastVisible(record []string) int {
	n := len(record)
	for n > 0 && strings.TrimSpace(record[n-1]) == "" {
		n--
	}
	return n
}
