package sheet

import (
	"fmt"
	"io"
	"strings"
)

// oneColumn is the separator of a file that has none: each line is one cell.
const oneColumn = '\n'

// maxRecord is the number of columns a spreadsheet has: more are no table.
const maxRecord = 16_384

func readCSV(data []byte, limits Limits) (*Table, error) {
	text, encoding, err := decode(data)
	if err != nil {
		return nil, err
	}
	s := scanner{text: text, line: 1}
	s.chooseSeparator()
	b := builder{limits: limits}
	for {
		record, line, err := s.record()
		if err == io.EOF {
			return b.finish("CSV, " + separatorNames[s.sep] + ", " + encoding)
		}
		if err != nil {
			return nil, err
		}
		if err := b.add(record, line); err != nil {
			return nil, err
		}
	}
}

var separatorNames = map[byte]string{
	';':       "séparateur ;",
	',':       "séparateur ,",
	'\t':      "séparateur tabulation",
	oneColumn: "une seule colonne",
}

// scanner cuts a text into records as RFC 4180 says, with three liberties that
// real files need: lines may end by CR alone, a quote inside an unquoted cell
// is an ordinary character (12" screens), and the line breaks of a quoted cell
// are kept as they are. Cells are slices of the text, not copies.
type scanner struct {
	text string
	pos  int
	line int // of text[pos]
	sep  byte
	// cells of the record last read: used again by the next one.
	cells []string
}

// chooseSeparator obeys a first line "sep=;" or takes the separator that the
// header uses most outside quotes; on a tie, the one less usual in prose.
func (s *scanner) chooseSeparator() {
	if len(s.text) >= 5 && strings.EqualFold(s.text[:4], "sep=") && (len(s.text) == 5 || isEOL(s.text[5])) && separatorNames[s.text[4]] != "" {
		s.sep = s.text[4]
		s.pos = 5
		s.endLine()
		return
	}
	header := strings.TrimLeft(s.text[s.pos:], " \r\n")
	counts := map[byte]int{}
	quoted := false
	for i := 0; i < len(header) && (quoted || !isEOL(header[i])); i++ {
		if header[i] == '"' {
			quoted = !quoted
		} else if !quoted {
			counts[header[i]]++
		}
	}
	s.sep = oneColumn
	for _, sep := range []byte{'\t', ';', ','} {
		if counts[sep] > counts[s.sep] {
			s.sep = sep
		}
	}
}

// record returns the next record, valid until the next call, and the line
// where it begins, or io.EOF.
func (s *scanner) record() (cells []string, line int, err error) {
	if s.pos >= len(s.text) {
		return nil, 0, io.EOF
	}
	line = s.line
	s.cells = s.cells[:0]
	for len(s.cells) < maxRecord {
		cell, err := s.cell()
		if err != nil {
			return nil, 0, err
		}
		s.cells = append(s.cells, cell)
		if s.pos >= len(s.text) || isEOL(s.text[s.pos]) {
			s.endLine()
			return s.cells, line, nil
		}
		s.pos++ // the separator
	}
	return nil, 0, &Error{Kind: ErrTooLarge, Line: line, Mend: fmt.Sprintf("more than %d cells; remove the empty columns", maxRecord)}
}

// cell reads up to the separator, the end of the line or of the text.
func (s *scanner) cell() (string, error) {
	if s.pos < len(s.text) && s.text[s.pos] == '"' {
		return s.quotedCell()
	}
	start := s.pos
	for s.pos < len(s.text) && s.text[s.pos] != s.sep && !isEOL(s.text[s.pos]) {
		s.pos++
	}
	return s.text[start:s.pos], nil
}

func (s *scanner) quotedCell() (string, error) {
	start, opened := s.pos+1, s.line
	doubled := false
	for s.pos = start; ; s.pos++ {
		next := strings.IndexByte(s.text[s.pos:], '"')
		if next < 0 {
			return "", &Error{Kind: ErrTruncated, Line: opened, Mend: "a cell opened by a quote on this line is never closed; add the missing quote, or export the file again if its end is lost"}
		}
		s.pos += next + 1
		if s.pos >= len(s.text) || s.text[s.pos] != '"' {
			break
		}
		doubled = true
	}
	cell := s.text[start : s.pos-1]
	s.line += countLines(cell)
	if s.pos < len(s.text) && s.text[s.pos] != s.sep && !isEOL(s.text[s.pos]) {
		return "", &Error{Kind: ErrQuote, Line: opened, Mend: "the quoted cell that begins on this line is followed by text; double the quotes inside it, or close the cell before"}
	}
	if doubled {
		cell = strings.ReplaceAll(cell, `""`, `"`)
	}
	return cell, nil
}

// endLine steps over one LF, CR or CRLF.
func (s *scanner) endLine() {
	if s.pos >= len(s.text) {
		return
	}
	if strings.HasPrefix(s.text[s.pos:], "\r\n") {
		s.pos++
	}
	s.pos++
	s.line++
}

// countLines counts LF, CR and CRLF once each.
func countLines(text string) int {
	return strings.Count(text, "\n") + strings.Count(text, "\r") - strings.Count(text, "\r\n")
}

func isEOL(b byte) bool { return b == '\n' || b == '\r' }
