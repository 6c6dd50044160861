package pdf

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"
)

// ref is the number of an indirect object.
type ref int

func (r ref) String() string { return strconv.Itoa(int(r)) + " 0 R" }

// objects gathers the indirect objects of a file.
type objects struct {
	bodies  [][]byte
	streams map[ref][]byte
	flate   *zlib.Writer // kept from one stream to the next: it is large
}

func (o *objects) alloc() ref {
	o.bodies = append(o.bodies, nil)
	return ref(len(o.bodies))
}

func (o *objects) set(r ref, body string) { o.bodies[r-1] = []byte(body) }

func (o *objects) add(body string) ref {
	r := o.alloc()
	o.set(r, body)
	return r
}

// stream stores data under a dictionary, given without << and >>.
func (o *objects) stream(r ref, dict string, data []byte, compress bool) {
	if compress {
		data = o.deflate(data)
		dict += " /Filter /FlateDecode"
	}
	o.set(r, fmt.Sprintf("<< %s /Length %d >>", strings.TrimSpace(dict), len(data)))
	o.streams[r] = data
}

func (o *objects) deflate(data []byte) []byte {
	var out bytes.Buffer
	if o.flate == nil {
		o.flate, _ = zlib.NewWriterLevel(&out, zlib.BestCompression)
	}
	o.flate.Reset(&out)
	o.flate.Write(data)
	o.flate.Close()
	return out.Bytes()
}

// place says where an object is: at an offset, or in a stream of objects.
type place struct {
	kind     byte // 1 at an offset, 2 in a stream
	at, rank int  // offset, 0; or number of the stream, index in it
}

// perStream is how many objects share a stream: readers unpack a whole one to get
// at any of them.
const perStream = 200

// bytes writes the file with object streams and a cross-reference stream
// (7.5.7 and 7.5.8).
func (o *objects) bytes(root, info ref) []byte {
	var out bytes.Buffer
	out.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	places := []place{{}}
	var packed []ref
	for i := range o.bodies {
		r := ref(i + 1)
		if data, ok := o.streams[r]; ok {
			places = append(places, place{1, out.Len(), 0})
			writeStream(&out, r, o.bodies[i], data)
			continue
		}
		places, packed = append(places, place{}), append(packed, r)
	}
	for len(packed) > 0 {
		n := min(len(packed), perStream)
		number := ref(len(places))
		for k, r := range packed[:n] {
			places[r] = place{2, int(number), k}
		}
		places = append(places, place{1, out.Len(), 0})
		dict, data := o.pack(packed[:n])
		writeStream(&out, number, dict, data)
		packed = packed[n:]
	}
	o.crossReference(&out, places, fmt.Sprintf("/Root %v /Info %v", root, info))
	return out.Bytes()
}

func writeStream(out *bytes.Buffer, r ref, dict, data []byte) {
	fmt.Fprintf(out, "%d 0 obj\n%s\nstream\n", r, dict)
	out.Write(data)
	out.WriteString("\nendstream\nendobj\n")
}

func (o *objects) pack(refs []ref) (dict, data []byte) {
	var index, bodies bytes.Buffer
	for _, r := range refs {
		fmt.Fprintf(&index, "%d %d ", r, bodies.Len())
		bodies.Write(o.bodies[r-1])
		bodies.WriteByte('\n')
	}
	data = o.deflate(append(index.Bytes(), bodies.Bytes()...))
	return fmt.Appendf(nil, "<< /Type /ObjStm /N %d /First %d /Filter /FlateDecode /Length %d >>", len(refs), index.Len(), len(data)), data
}

func (o *objects) crossReference(out *bytes.Buffer, places []place, roots string) {
	at := out.Len()
	sum := sha256.Sum256(out.Bytes())
	places = append(places, place{1, at, 0})
	table := []byte{0, 0, 0, 0, 0, 0xff, 0xff}
	for _, p := range places[1:] {
		table = append(table, p.kind, byte(p.at>>24), byte(p.at>>16), byte(p.at>>8), byte(p.at), byte(p.rank>>8), byte(p.rank))
	}
	data := o.deflate(table)
	dict := fmt.Appendf(nil, "<< /Type /XRef /Size %d /W [1 4 2] %s /ID [<%x> <%x>] /Filter /FlateDecode /Length %d >>",
		len(places), roots, sum[:16], sum[:16], len(data))
	writeStream(out, ref(len(places)-1), dict, data)
	fmt.Fprintf(out, "startxref\n%d\n%%%%EOF\n", at)
}

// text is a text string: ASCII, or UTF-16 with its mark.
func text(s string) string {
	for _, r := range s {
		if r < ' ' || r > '~' {
			return "<FEFF" + utf16Hex(s) + ">"
		}
	}
	return "(" + strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`).Replace(s) + ")"
}

func utf16Hex(s string) string {
	var b strings.Builder
	for _, unit := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", unit)
	}
	return b.String()
}

// number writes at most two decimals: a hundredth of a point is 3.5 µm.
func number(f float64) string {
	s := strconv.FormatFloat(f, 'f', 2, 64)
	s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	if s == "-0" || s == "" {
		return "0"
	}
	return s
}
