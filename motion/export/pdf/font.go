package pdf

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"

	"unanime/motion/export/typeset"
)

// subset is the part of a font that a file uses. A glyph has one code for each
// text that it stands for, so that a code always reads as the same characters: a
// no-break space is not a space, a box is the character that it replaces.
type subset struct {
	font  *typeset.Font
	name  string // in the resources
	codes map[code]int
	list  []code // by number; 0 is .notdef
}

type code struct {
	glyph uint16
	text  string
}

func newSubset(f *typeset.Font, name string) *subset {
	return &subset{font: f, name: name, codes: map[code]int{}, list: []code{{}}}
}

func (s *subset) code(glyph uint16, text string) int {
	c := code{glyph, text}
	n, known := s.codes[c]
	if !known {
		n = len(s.list)
		s.codes[c], s.list = n, append(s.list, c)
	}
	return n
}

// write adds the font to the file as a composite font (9.7).
func (s *subset) write(o *objects, at ref) {
	f := s.font
	program := s.program()
	sum := sha256.Sum256(program)
	tag := make([]byte, 6)
	for i := range tag {
		tag[i] = 'A' + sum[i]%26
	}
	name := "/" + string(tag) + "+" + f.Name
	file := o.alloc()
	o.stream(file, fmt.Sprintf("/Length1 %d", len(program)), program, true)
	descriptor := o.add(s.descriptor(name, file))
	var widths strings.Builder
	for _, c := range s.list {
		widths.WriteString(number(f.Width(c.glyph)) + " ")
	}
	descendant := o.add(fmt.Sprintf("<< /Type /Font /Subtype /CIDFontType2 /BaseFont %s /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor %v /DW 0 /W [0 [%s]] /CIDToGIDMap /Identity >>",
		name, descriptor, widths.String()))
	unicode := o.alloc()
	o.stream(unicode, "", s.toUnicode(), true)
	o.set(at, fmt.Sprintf("<< /Type /Font /Subtype /Type0 /BaseFont %s /Encoding /Identity-H /DescendantFonts [%v] /ToUnicode %v >>",
		name, descendant, unicode))
}

func (s *subset) descriptor(name string, file ref) string {
	f := s.font
	flags, stem := 4, 84 // symbolic: glyphs go by number
	if f.ItalicAngle != 0 {
		flags |= 64
	}
	if f.Bold {
		stem = 140
	}
	return fmt.Sprintf("<< /Type /FontDescriptor /FontName %s /Flags %d /FontBBox [%s %s %s %s] /ItalicAngle %s /Ascent %s /Descent %s /CapHeight %s /XHeight %s /StemV %d /FontFile2 %v >>",
		name, flags, number(f.Box[0]), number(f.Box[1]), number(f.Box[2]), number(f.Box[3]), number(f.ItalicAngle),
		number(f.Ascent), number(f.Descent), number(f.CapHeight), number(f.XHeight), stem, file)
}

// toUnicode maps codes to characters (9.10.3).
func (s *subset) toUnicode() []byte {
	var b bytes.Buffer
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	for first := 1; first < len(s.list); first += 100 {
		last := min(first+100, len(s.list))
		fmt.Fprintf(&b, "%d beginbfchar\n", last-first)
		for n := first; n < last; n++ {
			characters := s.list[n].text
			if characters == "" { // a second shape of one character
				characters = "\u200b"
			}
			fmt.Fprintf(&b, "<%04X> <%s>\n", n, utf16Hex(characters))
		}
		b.WriteString("endbfchar\n")
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
	return b.Bytes()
}

// program is a TrueType file with the glyphs of the subset, numbered by code;
// the parts of composed glyphs come after them.
func (s *subset) program() []byte {
	f := s.font
	glyphs := make([]uint16, len(s.list))
	for i, c := range s.list {
		glyphs[i] = c.glyph
	}
	parts := map[uint16]uint16{}
	var glyf, loca, hmtx []byte
	for i := 0; i < len(glyphs); i++ {
		outline := slices.Clone(outline(f, glyphs[i]))
		composed(outline, func(old uint16) uint16 {
			n, known := parts[old]
			if !known {
				n = uint16(len(glyphs))
				parts[old], glyphs = n, append(glyphs, old)
			}
			return n
		})
		for len(outline)%4 != 0 {
			outline = append(outline, 0)
		}
		loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
		glyf = append(glyf, outline...)
		hmtx = append(hmtx, metric(f, int(glyphs[i]))...)
	}
	loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
	count := uint16(len(glyphs))
	tables := map[string][]byte{
		"head": patched(f.Tables["head"], 50, 1), // long offsets in loca
		"hhea": patched(f.Tables["hhea"], 34, count),
		"maxp": patched(f.Tables["maxp"], 4, count),
		"hmtx": hmtx, "loca": loca, "glyf": glyf,
	}
	binary.BigEndian.PutUint32(tables["head"][8:], 0)
	for _, hint := range []string{"cvt ", "fpgm", "prep"} {
		if t := f.Tables[hint]; len(t) > 0 {
			tables[hint] = t
		}
	}
	return sfnt(tables)
}

func outline(f *typeset.Font, glyph uint16) []byte {
	loca := f.Tables["loca"]
	if f.Tables["head"][51] == 0 {
		return f.Tables["glyf"][2*int(binary.BigEndian.Uint16(loca[2*int(glyph):])) : 2*int(binary.BigEndian.Uint16(loca[2*int(glyph)+2:]))]
	}
	return f.Tables["glyf"][binary.BigEndian.Uint32(loca[4*int(glyph):]):binary.BigEndian.Uint32(loca[4*int(glyph)+4:])]
}

// metric is the advance and the left bearing; glyphs after the last of hhea share
// its advance.
func metric(f *typeset.Font, glyph int) []byte {
	hmtx := f.Tables["hmtx"]
	full := int(binary.BigEndian.Uint16(f.Tables["hhea"][34:]))
	if glyph < full {
		return hmtx[4*glyph : 4*glyph+4]
	}
	bearing := 4*full + 2*(glyph-full)
	return slices.Concat(hmtx[4*(full-1):4*(full-1)+2], hmtx[bearing:bearing+2])
}

func patched(table []byte, at int, value uint16) []byte {
	table = slices.Clone(table)
	binary.BigEndian.PutUint16(table[at:], value)
	return table
}

// Flags of a part of a composed glyph
// (https://learn.microsoft.com/typography/opentype/spec/glyf).
const (
	argsAreWords = 0x0001
	oneScale     = 0x0008
	moreParts    = 0x0020
	twoScales    = 0x0040
	matrix       = 0x0080
)

// composed renumbers the parts of a composed glyph; a simple one is left.
func composed(outline []byte, renumber func(uint16) uint16) {
	if len(outline) < 10 || int16(binary.BigEndian.Uint16(outline)) >= 0 {
		return
	}
	for p, flags := 10, uint16(moreParts); flags&moreParts != 0; {
		flags = binary.BigEndian.Uint16(outline[p:])
		binary.BigEndian.PutUint16(outline[p+2:], renumber(binary.BigEndian.Uint16(outline[p+2:])))
		p += 6
		if flags&argsAreWords != 0 {
			p += 2
		}
		switch {
		case flags&oneScale != 0:
			p += 2
		case flags&twoScales != 0:
			p += 4
		case flags&matrix != 0:
			p += 8
		}
	}
}

// sfnt writes the tables in a file, with its checksums.
func sfnt(tables map[string][]byte) []byte {
	tags := make([]string, 0, len(tables))
	for tag := range tables {
		tags = append(tags, tag)
	}
	slices.Sort(tags)
	log := 0
	for 2<<log <= len(tags) {
		log++
	}
	head := binary.BigEndian.AppendUint32(nil, 0x00010000)
	for _, v := range []int{len(tags), 16 << log, log, 16*len(tags) - 16<<log} {
		head = binary.BigEndian.AppendUint16(head, uint16(v))
	}
	var body []byte
	adjust := 0
	for _, tag := range tags {
		table, at := tables[tag], 12+16*len(tags)+len(body)
		if tag == "head" {
			adjust = at + 8
		}
		head = append(head, tag...)
		for _, v := range []uint32{checksum(table), uint32(at), uint32(len(table))} {
			head = binary.BigEndian.AppendUint32(head, v)
		}
		body = append(body, table...)
		body = append(body, make([]byte, (4-len(table)%4)%4)...)
	}
	file := append(head, body...)
	binary.BigEndian.PutUint32(file[adjust:], 0xB1B0AFBA-checksum(file))
	return file
}

func checksum(table []byte) (sum uint32) {
	for len(table) >= 4 {
		sum += binary.BigEndian.Uint32(table)
		table = table[4:]
	}
	var rest [4]byte
	copy(rest[:], table)
	return sum + binary.BigEndian.Uint32(rest[:])
}
