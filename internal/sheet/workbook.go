package sheet

import (
	"fmt"
	"io"
	codes "unicode/utf16"

	"github.com/xuri/excelize/v2"
)

// maxCell is how long a cell may be, in UTF-16 units, by Excel's own limits.
const maxCell = 32_767

// WriteXLSX writes a workbook of one sheet: a header, which stays in sight, and
// its rows, which must be as wide as it. Every cell is text: nothing is run as a
// formula, taken for a number or a date. Rows go to a temporary file when they
// are many. [Read] gives back the same cells.
func WriteXLSX(w io.Writer, name string, header []string, rows [][]string) (err error) {
	book := excelize.NewFile()
	defer func() {
		if cerr := book.Close(); err == nil {
			err = cerr
		}
	}()
	if err := book.SetSheetName("Sheet1", name); err != nil {
		return fmt.Errorf("write XLSX: %w", err)
	}
	out, err := book.NewStreamWriter(name)
	if err != nil {
		return fmt.Errorf("write XLSX: %w", err)
	}
	if err := out.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return fmt.Errorf("write XLSX: %w", err)
	}
	for i, row := range append([][]string{header}, rows...) {
		if len(row) != len(header) {
			return fmt.Errorf("write XLSX: row %d has %d cells for %d columns", i-1, len(row), len(header))
		}
		cells, err := textCells(row)
		if err != nil {
			return fmt.Errorf("write XLSX: row %d: %w", i-1, err)
		}
		if err := out.SetRow(fmt.Sprintf("A%d", i+1), cells); err != nil {
			return fmt.Errorf("write XLSX: row %d: %w", i-1, err)
		}
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("write XLSX: %w", err)
	}
	if _, err := book.WriteTo(w); err != nil {
		return fmt.Errorf("write XLSX: %w", err)
	}
	return nil
}

func textCells(row []string) ([]any, error) {
	cells := make([]any, len(row))
	for i, cell := range row {
		if len(cell) > maxCell && len(codes.Encode([]rune(cell))) > maxCell {
			return nil, fmt.Errorf("cell %d: %w", i+1, ErrTooLarge)
		}
		cells[i] = cell
	}
	return cells, nil
}
