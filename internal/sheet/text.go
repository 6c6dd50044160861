package sheet

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// decode returns the text of a CSV file and the name of its encoding.
func decode(data []byte) (text, encoding string, err error) {
	if rest, ok := bytes.CutPrefix(data, []byte("\xef\xbb\xbf")); ok {
		return decodeUTF8(rest)
	}
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) {
		return decodeUTF16(data)
	}
	if bytes.IndexByte(data, 0) >= 0 {
		return refuseNUL(string(data))
	}
	if utf8.Valid(data) {
		return string(data), "UTF-8", nil
	}
	if looksUTF8(data) {
		return decodeUTF8(data)
	}
	return decodeWindows1252(data)
}

// decodeUTF8 is called on what claims or seems to be UTF-8.
func decodeUTF8(data []byte) (string, string, error) {
	at := firstInvalid(data)
	switch {
	case bytes.IndexByte(data, 0) >= 0:
		return refuseNUL(string(data))
	case at < 0:
		return string(data), "UTF-8", nil
	case !utf8.FullRune(data[at:]):
		return "", "", &Error{Kind: ErrTruncated, Line: lineAt(data[:at]), Mend: "its last character is incomplete; export or send the file again"}
	default:
		return "", "", &Error{Kind: ErrEncoding, Line: lineAt(data[:at]), Mend: "most of it is UTF-8 but this line is not; retype the accents of this line and save as “CSV UTF-8”"}
	}
}

func decodeUTF16(data []byte) (string, string, error) {
	if len(data)%2 != 0 {
		return "", "", &Error{Kind: ErrTruncated, Mend: "its last character is incomplete; export or send the file again"}
	}
	decoded, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Bytes(data)
	if err != nil {
		return "", "", &Error{Kind: ErrFormat, Mend: "save it as “CSV UTF-8”"}
	}
	if bytes.IndexByte(decoded, 0) >= 0 {
		return refuseNUL(string(decoded))
	}
	return string(decoded), "UTF-16", nil
}

// decodeWindows1252 refuses the five bytes that the encoding leaves undefined:
// no spreadsheet writes them, so the file is something else.
func decodeWindows1252(data []byte) (string, string, error) {
	for i, b := range data {
		switch b {
		case 0x81, 0x8d, 0x8f, 0x90, 0x9d:
			return "", "", &Error{Kind: ErrFormat, Line: lineAt(data[:i]), Mend: "it is neither UTF-8 nor Windows-1252; save it as “CSV UTF-8”"}
		}
	}
	decoded, err := charmap.Windows1252.NewDecoder().Bytes(data)
	if err != nil {
		return "", "", &Error{Kind: ErrFormat, Mend: "save it as “CSV UTF-8”"}
	}
	return string(decoded), "Windows-1252", nil
}

func refuseNUL(text string) (string, string, error) {
	line := lineAt([]byte(text[:strings.IndexByte(text, 0)]))
	return "", "", &Error{Kind: ErrFormat, Line: line, Mend: "it contains NUL bytes, as pictures and damaged files do; save it as .xlsx or “CSV UTF-8”"}
}

// looksUTF8 tells a damaged UTF-8 file from a Windows-1252 one: in the latter,
// accents almost never happen to form valid sequences, in the former most do.
func looksUTF8(data []byte) bool {
	good, bad := 0, 0
	for len(data) > 0 {
		r, size := utf8.DecodeRune(data)
		switch {
		case r == utf8.RuneError && size == 1:
			bad++
		case size > 1:
			good++
		}
		data = data[size:]
	}
	return good > bad
}

// firstInvalid gives the offset of the first byte that is no UTF-8, or -1.
func firstInvalid(data []byte) int {
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return -1
}

// lineAt counts the line on which the byte after before stands.
func lineAt(before []byte) int { return bytes.Count(before, []byte("\n")) + 1 }
