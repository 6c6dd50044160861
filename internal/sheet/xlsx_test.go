package sheet

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"reflect"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

func TestReadXLSX(t *testing.T) {
	book := excelize.NewFile()
	must(t, book.SetSheetName("Sheet1", "Réponses"))
	must(t, book.SetSheetRow("Réponses", "A1", &[]any{"id", "Texte", ""}))
	must(t, book.SetSheetRow("Réponses", "A2", &[]any{1, "Été à l’école,\nla fibre"}))
	must(t, book.SetSheetRow("Réponses", "A4", &[]any{2.5, "", "  "}))
	table, err := Read("x.xlsx", bytes.NewReader(saved(t, book)), Limits{})
	must(t, err)
	want := [][]string{{"1", "Été à l’école,\nla fibre"}, {"2.5", ""}}
	if !reflect.DeepEqual(table.Rows, want) || table.Line(1) != 4 {
		t.Errorf("rows %q, the second on line %d", table.Rows, table.Line(1))
	}
	if want := "XLSX, feuille Réponses"; table.Format != want {
		t.Errorf("format %q, want %q", table.Format, want)
	}
}

func TestHiddenSheetIsPassed(t *testing.T) {
	book := excelize.NewFile()
	must(t, book.SetSheetRow("Sheet1", "A1", &[]any{"listes"}))
	_, err := book.NewSheet("Saisie")
	must(t, err)
	must(t, book.SetSheetRow("Saisie", "A1", &[]any{"id"}))
	book.SetActiveSheet(1)
	must(t, book.SetSheetVisible("Sheet1", false))
	table, err := Read("x.xlsx", bytes.NewReader(saved(t, book)), Limits{})
	must(t, err)
	if table.Header[0] != "id" {
		t.Errorf("header %q was read from the hidden sheet", table.Header)
	}
}

func TestRefusedXLSX(t *testing.T) {
	wide := excelize.NewFile()
	for column := range xlsxColumns + 1 {
		cell, _ := excelize.CoordinatesToCellName(column+1, 1)
		must(t, wide.SetCellInt("Sheet1", cell, int64(column)))
	}
	good := workbook(`<row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c></row>`, "")
	tests := []struct {
		name string
		in   []byte
		kind error
		line int
	}{
		{"too many rows", workbook(strings.Repeat("<row><c><v>1</v></c></row>", xlsxRows+2), ""), ErrTooLarge, xlsxRows + 2},
		{"too many columns", saved(t, wide), ErrTooLarge, 1},
		{"no cell", saved(t, excelize.NewFile()), ErrEmpty, 0},
		{"cut short", good[:len(good)/2], ErrTruncated, 0},
		{"OpenDocument", zipped(part{"content.xml", []byte("<x/>")}), ErrFormat, 0},
		{"broken XML", workbook(`<row r="1"><c r="A1`, ""), ErrEmpty, 0},
		{"row beyond the last", workbook(`<row r="1"><c r="A1"><v>1</v></c></row><row r="2000000000"><c r="A2"><v>1</v></c></row>`, ""), ErrFormat, 0},
		{"one long string in every cell", sharedBomb(), ErrTooLarge, 43},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Read("x.xlsx", bytes.NewReader(tt.in), Limits{})
			var bad *Error
			if !errors.As(err, &bad) || !errors.Is(err, tt.kind) || bad.Line != tt.line {
				t.Fatalf("error %v, want %v on line %d", err, tt.kind, tt.line)
			}
		})
	}
}

// A bomb says what it unpacks to, or lies about it: neither may fill memory.
func TestZIPBomb(t *testing.T) {
	const size = unzipLimit + 1<<20
	packed, sum := packZeros(size)
	for _, declared := range []uint64{size, 1000, unzipLimit, 1 << 63} {
		bomb := zipBomb(packed, zip.FileHeader{CRC32: sum, UncompressedSize64: declared})
		var err error
		grown := allocated(func() { _, err = Read("x.xlsx", bytes.NewReader(bomb), Limits{}) })
		var bad *Error
		if !errors.As(err, &bad) {
			t.Errorf("declared %d: error %v", declared, err)
		}
		if grown > 8<<20 {
			t.Errorf("declared %d: %d MiB allocated for a file of %d bytes", declared, grown>>20, len(bomb))
		}
	}
}

// zipBomb makes a workbook of one packed sheet under a header of our choice.
func zipBomb(packed []byte, header zip.FileHeader) []byte {
	header.Name, header.Method = "xl/workbook.xml", zip.Deflate
	header.CompressedSize64 = uint64(len(packed))
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	raw, _ := archive.CreateRaw(&header)
	raw.Write(packed)
	archive.Close()
	return out.Bytes()
}

// packZeros deflates size zero bytes and gives their checksum.
func packZeros(size int) ([]byte, uint32) {
	var packed bytes.Buffer
	deflate, _ := flate.NewWriter(&packed, flate.BestSpeed)
	sum := crc32.NewIEEE()
	chunk := make([]byte, 1<<20)
	for range size / len(chunk) {
		io.MultiWriter(deflate, sum).Write(chunk)
	}
	deflate.Close()
	return packed.Bytes(), sum.Sum32()
}

// sharedBomb makes 32 kB of text appear in 50 × 1,000 cells: 1.6 GB of it.
func sharedBomb() []byte {
	var rows strings.Builder
	rows.WriteString(`<row r="1">`)
	for c := range xlsxColumns {
		fmt.Fprintf(&rows, `<c t="inlineStr"><is><t>c%d</t></is></c>`, c)
	}
	rows.WriteString(`</row>`)
	for r := range 1000 {
		fmt.Fprintf(&rows, `<row r="%d">`, r+2)
		for range xlsxColumns {
			rows.WriteString(`<c t="s"><v>0</v></c>`)
		}
		rows.WriteString(`</row>`)
	}
	return workbook(rows.String(), strings.Repeat("x", 32_000))
}

// workbook packs one sheet from the XML of its rows and one shared string.
func workbook(rows, shared string) []byte {
	const head = `<?xml version="1.0" encoding="UTF-8"?>`
	const main = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	const office = `http://schemas.openxmlformats.org/officeDocument/2006/relationships`
	const packages = `http://schemas.openxmlformats.org/package/2006/relationships`
	return zipped(
		part{"[Content_Types].xml", []byte(head + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`)},
		part{"_rels/.rels", []byte(head + `<Relationships xmlns="` + packages + `"><Relationship Id="rId1" Type="` + office + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`)},
		part{"xl/workbook.xml", []byte(head + `<workbook ` + main + ` xmlns:r="` + office + `"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>`)},
		part{"xl/_rels/workbook.xml.rels", []byte(head + `<Relationships xmlns="` + packages + `"><Relationship Id="rId1" Type="` + office + `/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`)},
		part{"xl/sharedStrings.xml", []byte(head + `<sst ` + main + `><si><t>` + shared + `</t></si></sst>`)},
		part{"xl/worksheets/sheet1.xml", []byte(head + `<worksheet ` + main + `><sheetData>` + rows + `</sheetData></worksheet>`)},
	)
}

type part struct {
	name    string
	content []byte
}

func zipped(parts ...part) []byte {
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	for _, p := range parts {
		w, _ := archive.Create(p.name)
		w.Write(p.content)
	}
	archive.Close()
	return out.Bytes()
}

func saved(t *testing.T, book *excelize.File) []byte {
	t.Helper()
	out, err := book.WriteToBuffer()
	must(t, err)
	return out.Bytes()
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
