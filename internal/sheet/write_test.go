package sheet

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"

	"pgregory.net/rapid"
)

func TestWriteCSV(t *testing.T) {
	header := []string{"id", "text"}
	rows := [][]string{{"1", "a,b"}, {"2", "=HYPERLINK(\"x\")"}, {"3", "ligne\net « suite »"}}
	tests := []struct {
		name string
		opt  WriteOptions
		want string
	}{
		{"plain", WriteOptions{}, "id,text\n1,\"a,b\"\n2,\"'=HYPERLINK(\"\"x\"\")\"\n3,\"ligne\net « suite »\"\n"},
		{"for a French Excel", WriteOptions{BOM: true, Semicolon: true, CRLF: true}, "\ufeffid;text\r\n1;\"a,b\"\r\n2;\"'=HYPERLINK(\"\"x\"\")\"\r\n3;\"ligne\net « suite »\"\r\n"},
		{"verbatim", WriteOptions{Verbatim: true}, "id,text\n1,\"a,b\"\n2,\"=HYPERLINK(\"\"x\"\")\"\n3,\"ligne\net « suite »\"\n"},
	}
	for _, tt := range tests {
		var out strings.Builder
		if err := WriteCSV(&out, header, rows, tt.opt); err != nil {
			t.Fatal(err)
		}
		if out.String() != tt.want {
			t.Errorf("%s:\ngot  %q\nwant %q", tt.name, out.String(), tt.want)
		}
	}
}

func TestNeutralise(t *testing.T) {
	for _, cell := range []string{"=1+1", "+33", "-1", "@SUM", "\tx", "\rx"} {
		if got := neutralise(cell); got != "'"+cell {
			t.Errorf("neutralise(%q) = %q", cell, got)
		}
	}
	for _, cell := range []string{"", "a=1", " texte", "«", "12"} {
		if got := neutralise(cell); got != cell {
			t.Errorf("neutralise(%q) = %q", cell, got)
		}
	}
}

func TestWriteRefusals(t *testing.T) {
	if err := WriteCSV(&strings.Builder{}, []string{"a", "b"}, [][]string{{"1"}}, WriteOptions{}); err == nil {
		t.Error("a short row was written")
	}
	full := errors.New("disk full")
	if err := WriteCSV(failing{full}, []string{"a"}, nil, WriteOptions{}); !errors.Is(err, full) {
		t.Errorf("error %v, want %v", err, full)
	}
}

// What is written verbatim is read back, whatever people typed.
func TestRoundTrip(t *testing.T) {
	cell := rapid.OneOf(rapid.StringMatching(`[ ,;"=\t\r\né’a-]{0,6}`), rapid.StringMatching(`[^\x00]*`))
	rapid.Check(t, func(t *rapid.T) {
		header := []string{"sep=;", "texte"}[rapid.IntRange(0, 1).Draw(t, "from"):]
		rows := rapid.SliceOf(rapid.SliceOfN(cell, len(header), len(header))).Draw(t, "rows")
		opt := WriteOptions{Verbatim: true, BOM: rapid.Bool().Draw(t, "BOM"), CRLF: rapid.Bool().Draw(t, "CRLF"), Semicolon: rapid.Bool().Draw(t, "semicolon")}
		var out strings.Builder
		if err := WriteCSV(&out, header, rows, opt); err != nil {
			t.Fatal(err)
		}
		table, err := Read("x.csv", iotest.HalfReader(strings.NewReader(out.String())), Limits{})
		if err != nil {
			t.Fatalf("%v in %q", err, out.String())
		}
		var want [][]string
		for _, row := range rows {
			if lastVisible(row) > 0 {
				want = append(want, row)
			}
		}
		if !reflect.DeepEqual(table.Header, header) || !reflect.DeepEqual(table.Rows, want) {
			t.Fatalf("header %q, rows %q from %q", table.Header, table.Rows, out.String())
		}
	})
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }
