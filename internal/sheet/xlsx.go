package sheet

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"

	"github.com/xuri/excelize/v2"
)

// Bounds of a workbook, whatever the caller's Limits.
const (
	unzipLimit  = 64 << 20 // bytes of all its parts, unpacked
	partInRAM   = 16 << 20 // a larger sheet is unpacked to a temporary file
	maxParts    = 10_000
	xlsxRows    = 20_000
	xlsxColumns = 50
	// xlsxText bounds the text of all cells together: many cells may point to
	// one long shared string, and each is a copy of it.
	xlsxText = 64 << 20
	// lastRow is the last row a spreadsheet has; some colour it.
	lastRow = 1 << 20
)

var workbookOptions = excelize.Options{UnzipSizeLimit: unzipLimit, UnzipXMLSizeLimit: partInRAM}

// readXLSX reads the first visible sheet. Numbers, dates and results of
// formulas are taken as the spreadsheet shows them.
func readXLSX(data []byte, limits Limits) (table *Table, err error) {
	// The library is another's and the file a stranger's: a panic there is a
	// file that cannot be read, not the end of the program.
	defer func() {
		if recover() != nil {
			table, err = nil, damaged()
		}
	}()
	if err := checkZip(data); err != nil {
		return nil, err
	}
	book, err := excelize.OpenReader(bytes.NewReader(data), workbookOptions)
	if err != nil {
		return nil, damaged()
	}
	defer book.Close()
	name, err := firstVisible(book)
	if err != nil {
		return nil, err
	}
	limits.Rows = min(limits.Rows, xlsxRows)
	limits.Columns = min(limits.Columns, xlsxColumns)
	return readSheet(book, name, limits)
}

// checkZip unpacks everything once into the void, since the sizes that a ZIP
// declares are only what its author says.
func checkZip(data []byte) error {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return &Error{Kind: ErrTruncated, Mend: "its end is missing or it is no workbook; export or send the file again"}
	}
	if len(archive.File) > maxParts {
		return tooLargeUnpacked()
	}
	workbook, left := false, uint64(unzipLimit)
	for _, part := range archive.File {
		workbook = workbook || part.Name == "xl/workbook.xml"
		if part.UncompressedSize64 > left {
			return tooLargeUnpacked()
		}
		left -= part.UncompressedSize64
		if !isHonest(part) {
			return damaged()
		}
	}
	if !workbook {
		return &Error{Kind: ErrFormat, Mend: "it is a ZIP but no Excel workbook; save it as .xlsx or CSV"}
	}
	return nil
}

// isHonest tells whether a part unpacks to exactly the size it declares; no
// more than that is unpacked.
func isHonest(part *zip.File) bool {
	content, err := part.Open()
	if err != nil {
		return false
	}
	defer content.Close()
	declared := int64(part.UncompressedSize64)
	n, err := io.Copy(io.Discard, io.LimitReader(content, declared+1))
	return err == nil && n == declared
}

func firstVisible(book *excelize.File) (string, error) {
	for _, name := range book.GetSheetList() {
		if visible, err := book.GetSheetVisible(name); err == nil && visible {
			return name, nil
		}
	}
	return "", &Error{Kind: ErrEmpty, Mend: "the workbook has no visible sheet; show the one that holds the table"}
}

func readSheet(book *excelize.File, name string, limits Limits) (*Table, error) {
	rows, err := book.Rows(name)
	if err != nil {
		return nil, damaged()
	}
	defer rows.Close()
	b := builder{limits: limits}
	text := 0
	for line := 1; rows.Next(); line++ {
		if line > lastRow {
			return nil, damaged()
		}
		record, err := rows.Columns()
		if err != nil {
			return nil, damaged()
		}
		for _, cell := range record {
			text += len(cell)
		}
		if text > xlsxText {
			return nil, &Error{Kind: ErrTooLarge, Line: line, Mend: fmt.Sprintf("its cells hold more than %d MiB of text; cut it into several files", xlsxText>>20)}
		}
		if err := b.add(record, line); err != nil {
			return nil, err
		}
	}
	if rows.Error() != nil {
		return nil, damaged()
	}
	return b.finish("XLSX, feuille " + name)
}

func tooLargeUnpacked() error {
	return &Error{Kind: ErrTooLarge, Mend: fmt.Sprintf("unpacked, the workbook exceeds %d MiB; keep only the sheet that holds the table", unzipLimit>>20)}
}

func damaged() error {
	return &Error{Kind: ErrFormat, Mend: "the workbook is damaged; open it in a spreadsheet and save it again as .xlsx or CSV"}
}
