package typeset

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"unicode/utf16"

	gotext "github.com/go-text/typesetting/font"
)

// Font is a TrueType font. It is never changed once parsed, and may be shared.
type Font struct {
	Name   string            // PostScript name
	Tables map[string][]byte // of the file, by tag
	Glyphs int
	Metrics

	font *gotext.Font
}

// Metrics are in thousandths of the size, the angle in degrees.
type Metrics struct {
	Ascent, Descent, CapHeight, XHeight, ItalicAngle float64
	Box                                              [4]float64 // left, bottom, right, top
	Bold                                             bool
}

// ParseFont reads a TrueType file with a glyf table, as embedded by the program.
func ParseFont(data []byte) (*Font, error) {
	parsed, err := gotext.ParseTTF(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("typeset: %w", err)
	}
	f := &Font{font: parsed.Font, Tables: tables(data)}
	for _, needed := range []string{"head", "hhea", "hmtx", "maxp", "OS/2", "post", "name", "glyf", "loca"} {
		if len(f.Tables[needed]) < 6 {
			return nil, fmt.Errorf("typeset: font without table %s", needed)
		}
	}
	f.Glyphs = f.u16("maxp", 4)
	f.Name = f.postScriptName()
	f.measure()
	return f, nil
}

func tables(data []byte) map[string][]byte {
	all := map[string][]byte{}
	for i := range int(binary.BigEndian.Uint16(data[4:])) {
		entry := data[12+16*i:]
		at, size := binary.BigEndian.Uint32(entry[8:]), binary.BigEndian.Uint32(entry[12:])
		all[string(entry[:4])] = data[at : at+size]
	}
	return all
}

func (f *Font) u16(table string, at int) int {
	return int(binary.BigEndian.Uint16(f.Tables[table][at:]))
}
func (f *Font) i16(table string, at int) float64 { return float64(int16(f.u16(table, at))) }

// measure reads the tables head, hhea, OS/2 and post
// (https://learn.microsoft.com/typography/opentype/spec/otff).
func (f *Font) measure() {
	unit := 1000 / float64(f.u16("head", 18))
	for i := range f.Box {
		f.Box[i] = f.i16("head", 36+2*i) * unit
	}
	f.Ascent, f.Descent = f.i16("hhea", 4)*unit, f.i16("hhea", 6)*unit
	f.XHeight, f.CapHeight = f.i16("OS/2", 86)*unit, f.i16("OS/2", 88)*unit
	f.Bold = f.u16("OS/2", 4) >= 600
	f.ItalicAngle = f.i16("post", 4)
}

// Width is the advance of a glyph before any kerning.
func (f *Font) Width(glyph uint16) float64 {
	last := f.u16("hhea", 34) - 1
	return float64(f.u16("hmtx", 4*min(int(glyph), last))) * 1000 / float64(f.u16("head", 18))
}

func (f *Font) postScriptName() string {
	names := f.Tables["name"]
	storage := f.u16("name", 4)
	for i := range f.u16("name", 2) {
		record := names[6+12*i:]
		if binary.BigEndian.Uint16(record) == 3 && binary.BigEndian.Uint16(record[6:]) == 6 {
			size, at := int(binary.BigEndian.Uint16(record[8:])), int(binary.BigEndian.Uint16(record[10:]))
			return utf16BE(names[storage+at : storage+at+size])
		}
	}
	return "Unnamed"
}

func utf16BE(b []byte) string {
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = binary.BigEndian.Uint16(b[2*i:])
	}
	return string(utf16.Decode(units))
}
