package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"fmt"
)

// A record is kind 1 · digest 32 · content. The digest is SHA-256 over the kind,
// the bucket, the key and the content: the engine has no checksum on its pages,
// and a record that is moved to another key is as false as one that is changed.
const (
	plain  = 1 // content is what was given
	sealed = 2 // content is sealed under a person's key; see vault.go

	recordHead = 1 + sha256.Size
)

// place is where a record lies.
type place struct {
	bucket Path
	key    []byte
}

// bytes is the bucket, a zero byte (which no bucket holds) and the key.
func (p place) bytes() []byte { return append([]byte(p.bucket+"\x00"), p.key...) }

func (p place) String() string { return fmt.Sprintf("%s %x", p.bucket, p.key) }

func (p place) corrupt() error {
	return &CorruptError{Bucket: p.bucket, Key: bytes.Clone(p.key)}
}

func (p place) digest(kind byte, content []byte) (sum [sha256.Size]byte) {
	h := sha256.New()
	var head [5]byte
	head[0] = kind
	binary.BigEndian.PutUint32(head[1:], uint32(len(p.bucket)+1+len(p.key)))
	h.Write(head[:])
	h.Write(p.bytes())
	h.Write(content)
	h.Sum(sum[:0])
	return sum
}

// pack makes the record of a content.
func (p place) pack(kind byte, content []byte) []byte {
	sum := p.digest(kind, content)
	record := make([]byte, 0, recordHead+len(content))
	record = append(record, kind)
	record = append(record, sum[:]...)
	return append(record, content...)
}

// unpack returns what pack was given, or a *CorruptError.
func (p place) unpack(record []byte) (kind byte, content []byte, err error) {
	if len(record) < recordHead || record[0] != plain && record[0] != sealed {
		return 0, nil, p.corrupt()
	}
	kind, content = record[0], record[recordHead:]
	if p.digest(kind, content) != [sha256.Size]byte(record[1:recordHead]) {
		return 0, nil, p.corrupt()
	}
	return kind, content, nil
}

// encode writes a value as JSON. Bytes that are not UTF-8 would come back
// changed: they are an error.
func encode(v any) ([]byte, error) {
	b, err := marshal(v)
	if err != nil {
		return nil, err
	}
	if replaced(b) {
		return nil, fmt.Errorf("encode %T: not UTF-8", v)
	}
	return b, nil
}

func marshal(v any) ([]byte, error) {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, fmt.Errorf("encode %T: %w", v, err)
	}
	return bytes.TrimSuffix(out.Bytes(), []byte("\n")), nil
}

// replaced finds the escape that encoding/json writes for bytes that are not
// UTF-8, and for nothing else: a true U+FFFD it writes as it is, and the
// backslash of a text that says just these letters it doubles.
func replaced(b []byte) bool {
	for at := 0; ; at += 6 {
		next := bytes.Index(b[at:], []byte(`\ufffd`))
		if next < 0 {
			return false
		}
		at += next
		before := bytes.TrimRight(b[:at], `\`)
		if (at-len(before))%2 == 0 {
			return true
		}
	}
}
