package sheet

import (
	"bytes"
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// A workbook says back what was written, and runs none of it.
func TestWriteXLSX(t *testing.T) {
	header := []string{"contribution", "texte"}
	rows := [][]string{
		{"C-0001", "Un guichet,\nun agent ; « formé »"},
		{"=1+1", "=HYPERLINK(\"http://exemple.fr\")"},
		{"+33", "-2"}, {"@SUM(A1)", "\tx"},
		{"0123", "2027-03-02"}, {"1e5", "12,5"}, {"  espaces  ", " "},
		{"_x0041_", "&lt;b> ]]> 🎉 مرحبا"},
		{"", "première cellule vide"},
	}
	var b bytes.Buffer
	if err := WriteXLSX(&b, "Contributions", header, rows); err != nil {
		t.Fatal(err)
	}
	got, err := Read("x.xlsx", bytes.NewReader(b.Bytes()), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got.Header, header) || !reflect.DeepEqual(got.Rows, rows) {
		t.Errorf("read %q\n%q\nwant %q", got.Header, got.Rows, rows)
	}
	book, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	for _, cell := range []string{"A3", "B3", "A4", "B4", "A5", "A6", "B6", "A7"} {
		formula, err1 := book.GetCellFormula("Contributions", cell)
		kind, err2 := book.GetCellType("Contributions", cell)
		if text := kind == excelize.CellTypeInlineString || kind == excelize.CellTypeSharedString; err1 != nil || err2 != nil || formula != "" || !text {
			t.Errorf("%s: formula %q, type %d, %v %v", cell, formula, kind, err1, err2)
		}
	}
}

func TestWriteXLSXRefuses(t *testing.T) {
	if err := WriteXLSX(&bytes.Buffer{}, "x", []string{"a", "b"}, [][]string{{"1"}}); err == nil {
		t.Error("a short row was written")
	}
	long := strings.Repeat("é", maxCell+1)
	if err := WriteXLSX(&bytes.Buffer{}, "x", []string{"a"}, [][]string{{long}}); !errors.Is(err, ErrTooLarge) {
		t.Errorf("a cell that Excel would cut: %v", err)
	}
}
