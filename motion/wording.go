package motion

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"unanime/consult"
	"unanime/motion/text"
)

// Bounds of what may be typed in one proposition, in bytes of UTF-8.
const (
	MaxTitle = 2 << 10
	MaxBody  = 16 << 10
)

// Wording is a proposition as plain text, as it is edited in a form: no markup.
// Paragraphs of the body are separated by a blank line.
type Wording struct {
	ID    PropositionID
	Title string
	Body  string
	Base  string // Digest of the wording the person read
}

// StaleError says that the proposition changed while the person wrote. Now is
// the wording as it stands; nothing of either is lost.
type StaleError struct{ Now Wording }

func (e *StaleError) Error() string {
	return fmt.Sprintf("proposition %s changed meanwhile", e.Now.ID)
}

// Unwrap makes it an errors.Is(err, consult.ErrStale).
func (e *StaleError) Unwrap() error { return consult.ErrStale }

// Wording returns the proposition as plain text. Blocks that plain text cannot
// hold (lists, tables, quotations) are not in it and stay where they are.
func (p Proposition) Wording() Wording {
	w := Wording{ID: p.ID, Title: p.Title}
	var paragraphs []string
	for _, block := range p.Node.Content[1:] {
		if block.Is("paragraph") {
			paragraphs = append(paragraphs, block.Plain())
		}
	}
	w.Body = strings.Join(paragraphs, "\n\n")
	w.Base = w.Digest()
	return w
}

// Digest names the words of a wording: SHA-256 of title and body, in hexadecimal.
func (w Wording) Digest() string {
	sum := sha256.Sum256([]byte(w.Title + "\x00" + w.Body))
	return hex.EncodeToString(sum[:])
}

// check holds the wording to what a proposition may be; the error is a
// *consult.InvalidError.
func (w Wording) check() error {
	switch {
	case strings.TrimSpace(w.Title) == "":
		return &consult.InvalidError{Field: "title", Why: consult.WhyEmpty}
	case len(w.Title) > MaxTitle:
		return &consult.InvalidError{Field: "title", Why: consult.WhyTooLong, Limit: MaxTitle}
	case len(w.Body) > MaxBody:
		return &consult.InvalidError{Field: "body", Why: consult.WhyTooLong, Limit: MaxBody}
	case !isText(w.Title):
		return &consult.InvalidError{Field: "title", Why: consult.WhyNotText}
	case !isText(w.Body):
		return &consult.InvalidError{Field: "body", Why: consult.WhyNotText}
	}
	return nil
}

func isText(s string) bool {
	return utf8.ValidString(s) && !strings.ContainsFunc(s, func(r rune) bool {
		return unicode.IsControl(r) && r != '\n' && r != '\r' && r != '\t'
	})
}

// clean is the wording as the tree can hold it: one line of title, paragraphs
// without blank edges.
func (w Wording) clean() Wording {
	w.Title = oneLine(w.Title)
	w.Body = strings.Join(paragraphs(w.Body), "\n\n")
	return w
}

func oneLine(s string) string { return strings.TrimSpace(lineEnds.Replace(s)) }

var lineEnds = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ", "\t", " ")

// paragraphs cuts at blank lines; a single line end inside a paragraph stays.
func paragraphs(body string) []string {
	body = strings.ReplaceAll(strings.ReplaceAll(body, "\r\n", "\n"), "\r", "\n")
	var all []string
	var lines []string
	flush := func() {
		if len(lines) > 0 {
			all = append(all, strings.Join(lines, "\n"))
		}
		lines = nil
	}
	for line := range strings.SplitSeq(body, "\n") {
		if line = strings.TrimSpace(strings.ReplaceAll(line, "\t", " ")); line == "" {
			flush()
			continue
		}
		lines = append(lines, line)
	}
	flush()
	return all
}

// reword plans the step that gives the proposition this wording. Paragraphs
// whose words did not change are kept as they are, with their bold and links.
func (d Document) reword(w Wording) ([]text.Step, error) {
	p, err := d.Proposition(w.ID)
	if err != nil {
		return nil, err
	}
	w = w.clean()
	now := p.Wording()
	if now.Digest() == w.Digest() {
		return nil, nil
	}
	if w.Base != now.Base {
		return nil, &StaleError{Now: now}
	}
	children := []*text.Node{p.Node.Content[0]}
	if w.Title != now.Title {
		children[0] = text.New("proposition_title", nil, lines(w.Title)...)
	}
	old := map[string]*text.Node{}
	var others []*text.Node
	for _, block := range p.Node.Content[1:] {
		if block.Is("paragraph") {
			old[block.Plain()] = block
		} else {
			others = append(others, block)
		}
	}
	for _, par := range paragraphs(w.Body) {
		block := old[par]
		if block == nil {
			block = text.New("paragraph", nil, lines(par)...)
		}
		children = append(children, block)
	}
	next := text.New("proposition", p.Node.Attrs, append(children, others...)...)
	return []text.Step{text.Splice(d.Root, p.Index, p.Index+1, next)}, nil
}

// lines is a text with a hard break at each line end.
func lines(s string) []*text.Node {
	var nodes []*text.Node
	for i, line := range strings.Split(s, "\n") {
		if i > 0 {
			nodes = append(nodes, text.New("hard_break", nil))
		}
		nodes = append(nodes, text.Run(line))
	}
	return nodes
}

// insert plans the step that adds an empty proposition, to be worded, after the
// one given, or at the end of the body when after is "".
func (d Document) insert(id PropositionID, after PropositionID, title string) ([]text.Step, error) {
	at := len(d.Root.Content)
	for at > 0 && isClosing(d.Root.Content[at-1]) {
		at--
	}
	if after != "" {
		p, err := d.Proposition(after)
		if err != nil {
			return nil, err
		}
		at = p.Index + 1
	}
	if _, err := d.Proposition(id); !errors.Is(err, consult.ErrNotFound) {
		return nil, consult.ErrStale
	}
	node := text.New("proposition", map[string]any{"id": string(id)}, text.New("proposition_title", nil, text.Run(title)))
	return []text.Step{text.Splice(d.Root, at, at, node)}, nil
}

func isClosing(n *text.Node) bool {
	return n.Is("adoption") || n.Is("recipients") || n.Is("signatures")
}
