package sheet

import (
	"errors"
	"fmt"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"

	"golang.org/x/text/encoding/unicode"
)

func TestReadCSV(t *testing.T) {
	plain := [][]string{{"1", "Été à l’école"}, {"2", "Fibre"}}
	tests := []struct {
		name   string
		in     string
		rows   [][]string
		format string
	}{
		{"UTF-8, comma", "id,text\n1,Été à l’école\n2,Fibre\n", plain, "CSV, séparateur ,, UTF-8"},
		{"UTF-8 BOM, semicolon, CRLF", "\ufeffid;text\r\n1;Été à l’école\r\n2;Fibre\r\n", plain, "CSV, séparateur ;, UTF-8"},
		{"tab, no last line end", "id\ttext\n1\tÉté à l’école\n2\tFibre", plain, "CSV, séparateur tabulation, UTF-8"},
		{"Windows-1252", "id;text\n1;\xc9t\xe9 \xe0 l\x92\xe9cole\n2;Fibre\n", plain, "CSV, séparateur ;, Windows-1252"},
		{"UTF-16 little endian", utf16(unicode.LittleEndian, "id;text\n1;Été à l’école\n2;Fibre\n"), plain, "CSV, séparateur ;, UTF-16"},
		{"UTF-16 big endian", utf16(unicode.BigEndian, "id;text\n1;Été à l’école\n2;Fibre\n"), plain, "CSV, séparateur ;, UTF-16"},
		{"lines ended by CR", "id,text\r1,Été à l’école\r2,Fibre\r", plain, "CSV, séparateur ,, UTF-8"},
		{"sep= obeyed", "sep=;\r\nid;text\r\n1;Été à l’école\r\n2;Fibre\r\n", plain, "CSV, séparateur ;, UTF-8"},
		{"empty lines and rows left out", "\n\nid,text\n\n1,Été à l’école\n,\n  ,\n2,Fibre\n\n", plain, "CSV, séparateur ,, UTF-8"},
		{"unnamed columns at the right left out", "id,text,,\n1,Été à l’école,,\n2,Fibre,, ,,\n", plain, "CSV, séparateur ,, UTF-8"},
		{"quoted line break, separator and quote", "id,text\n1,\"Il dit : \"\"oui\"\",\r\npuis non\"\n", [][]string{{"1", "Il dit : \"oui\",\r\npuis non"}}, "CSV, séparateur ,, UTF-8"},
		{"quote inside an unquoted cell", "id;text\n1;écran 12\" neuf\n", [][]string{{"1", "écran 12\" neuf"}}, "CSV, séparateur ;, UTF-8"},
		{"separator counted outside quotes", "id;\"a, b, c\"\n1;x\n", [][]string{{"1", "x"}}, "CSV, séparateur ;, UTF-8"},
		{"one column, commas are text", "text\nIl faut, partout, la fibre\n", [][]string{{"Il faut, partout, la fibre"}}, "CSV, une seule colonne, UTF-8"},
		{"short rows are filled", "id;text;place\n1\n2;b\n", [][]string{{"1", "", ""}, {"2", "b", ""}}, "CSV, séparateur ;, UTF-8"},
		{"cells keep their spaces", "id;text\n1; a \n2;  \n", [][]string{{"1", " a "}, {"2", "  "}}, "CSV, séparateur ;, UTF-8"},
		{"header alone", "id;text\n", nil, "CSV, séparateur ;, UTF-8"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := Read("x.csv", strings.NewReader(tt.in), Limits{})
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(got.Rows, tt.rows) {
				t.Errorf("rows %q\nwant %q", got.Rows, tt.rows)
			}
			if got.Format != tt.format {
				t.Errorf("format %q, want %q", got.Format, tt.format)
			}
		})
	}
}

func TestRefusedCSV(t *testing.T) {
	tests := []struct {
		name string
		in   string
		kind error
		line int
	}{
		{"nothing", "", ErrEmpty, 0},
		{"only a BOM", "\ufeff", ErrEmpty, 0},
		{"only blank lines", "\n \r\n;;\n", ErrEmpty, 0},
		{"NUL", "id,text\n1,a\x00b\n", ErrFormat, 2},
		{"NUL after a BOM", "\ufeffid,text\n1,a\x00b\n", ErrFormat, 2},
		{"picture", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", ErrFormat, 3},
		{"UTF-16 without BOM", "i\x00d\x00", ErrFormat, 1},
		{"old workbook", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ErrFormat, 0},
		{"quote never closed", "id,text\n1,a\n2,\"cut\nhere", ErrTruncated, 3},
		{"quote in the middle never closed", "id,text\n1,\"lost\n2,\"b\"\n", ErrQuote, 2},
		{"text after the closing quote", "id,text\n1,\"a\"b\n", ErrQuote, 2},
		{"UTF-8 cut inside a letter", "id,text\n1,été\n2,caf\xc3", ErrTruncated, 3},
		{"UTF-16 cut inside a letter", "\xff\xfei\x00d", ErrTruncated, 0},
		{"two encodings", "id,text\n1,été à Noël\n2,caf\xe9\n", ErrEncoding, 3},
		{"neither encoding", "id,text\n1,\x81\x8d\xe9\n", ErrFormat, 2},
		{"too many cells", "id,text\n1,a\n2,b,c\n", ErrRagged, 3},
		{"line counted through quoted breaks", "id,text\n1,\"a\r\nb\rc\n\"\n2,b,c\n", ErrRagged, 6},
		{"name used twice", "id,Texte,TEXTE \n", ErrHeader, 1},
		{"too many rows", "id\n1\n2\n3\n4\n", ErrTooLarge, 5},
		{"too many columns", "a,b,c,d,e\n", ErrTooLarge, 1},
		{"too many bytes", "id\n" + strings.Repeat("x", 100), ErrTooLarge, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Read("x.csv", strings.NewReader(tt.in), Limits{Bytes: 90, Rows: 3, Columns: 4})
			var bad *Error
			if !errors.As(err, &bad) || !errors.Is(err, tt.kind) || bad.Line != tt.line || bad.File != "x.csv" {
				t.Fatalf("error %v, want %v on line %d", err, tt.kind, tt.line)
			}
		})
	}
}

func TestErrorsAreSentences(t *testing.T) {
	_, err := Read("mairies.csv", strings.NewReader("id,text\n1,a,b\n"), Limits{})
	want := `mairies.csv, line 2: a row has more cells than the header: 3 cells for 2 columns, the first beyond is "b"; put quotes around cells that hold the separator, or name the column`
	if err == nil || err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
}

func TestReadFailure(t *testing.T) {
	cause := errors.New("network")
	if _, err := Read("x.csv", iotest.ErrReader(cause), Limits{}); !errors.Is(err, cause) {
		t.Errorf("error %v, want %v", err, cause)
	}
}

// A line of ten million separators would otherwise become 160 MB of cells.
func TestWideRecordsAreBounded(t *testing.T) {
	in := "id,text\n" + strings.Repeat(",", 10_000_000)
	var err error
	grown := allocated(func() { _, err = Read("x.csv", strings.NewReader(in), Limits{}) })
	if !errors.Is(err, ErrTooLarge) {
		t.Errorf("error %v, want %v", err, ErrTooLarge)
	}
	if grown > 100<<20 {
		t.Errorf("%d MiB allocated for a file of 10 MB", grown>>20)
	}
}

// A wide header over many nearly empty rows would otherwise become gigabytes.
func TestCellsAreBounded(t *testing.T) {
	var in strings.Builder
	for i := range 200 {
		fmt.Fprintf(&in, "c%d,", i)
	}
	in.WriteString("\n" + strings.Repeat("x\n", 60_000))
	_, err := Read("x.csv", strings.NewReader(in.String()), Limits{})
	if !errors.Is(err, ErrTooLarge) {
		t.Errorf("error %v, want %v", err, ErrTooLarge)
	}
}

// allocated measures the bytes f asks for, freed or not.
func allocated(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

func TestColumn(t *testing.T) {
	table, err := Read("x.csv", strings.NewReader("N° ;  Département ;Élu·e  local\n1;46;x\n"), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name string
		at   int
		ok   bool
	}{
		{"departement", 1, true},
		{"DÉPARTEMENT", 1, true},
		{"élu·e local", 2, true},
		{"n°", 0, true},
		{"commune", 0, false},
		{"", 0, false},
	}
	for _, tt := range tests {
		if at, ok := table.Column(tt.name); at != tt.at || ok != tt.ok {
			t.Errorf("Column(%q) = %d, %v; want %d, %v", tt.name, at, ok, tt.at, tt.ok)
		}
	}
	if err := table.Require("departement", "n°"); err != nil {
		t.Error(err)
	}
	err = table.Require("id", "departement", "text")
	want := `a column is missing: add "id", "text" to the first line, which now holds "N°", "Département", "Élu·e  local"`
	if !errors.Is(err, ErrMissing) || err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
}

func TestLine(t *testing.T) {
	table, err := Read("x.csv", strings.NewReader("id,text\n\n1,\"a\nb\"\n2,c\n"), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if table.Line(0) != 3 || table.Line(1) != 5 {
		t.Errorf("lines %d and %d, want 3 and 5", table.Line(0), table.Line(1))
	}
}

func utf16(order unicode.Endianness, text string) string {
	out, err := unicode.UTF16(order, unicode.UseBOM).NewEncoder().String(text)
	if err != nil {
		panic(err)
	}
	return out
}
