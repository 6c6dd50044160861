package motion

import (
	"bytes"
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	source "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// maxLabel is how long a footnote's label may be, in bytes.
const maxLabel = 100

// newParser returns goldmark with CommonMark, tables, attributes of headings and
// what this file adds: footnotes, fences and a few tags. HTML is no markup here:
// it is text.
func newParser() parser.Parser {
	at := util.Prioritized
	return parser.NewParser(
		parser.WithBlockParsers(
			at(parser.NewSetextHeadingParser(parser.WithHeadingAttribute()), 100),
			at(parser.NewThematicBreakParser(), 200),
			at(parser.NewListParser(), 300),
			at(parser.NewListItemParser(), 400),
			at(parser.NewCodeBlockParser(), 500),
			at(parser.NewATXHeadingParser(parser.WithHeadingAttribute()), 600),
			at(parser.NewFencedCodeBlockParser(), 700),
			at(parser.NewBlockquoteParser(), 800),
			at(fenceParser{}, 850),
			at(footnoteParser{}, 860),
			at(parser.NewParagraphParser(), 1000),
		),
		parser.WithInlineParsers(
			at(parser.NewCodeSpanParser(), 100),
			at(referenceParser{}, 150),
			at(tagParser{}, 160),
			at(parser.NewLinkParser(), 200),
			at(parser.NewAutoLinkParser(), 300),
			at(parser.NewEmphasisParser(), 500),
		),
		parser.WithParagraphTransformers(
			at(parser.LinkReferenceParagraphTransformer, 100),
			at(extension.NewTableParagraphTransformer(), 200),
		),
		parser.WithASTTransformers(at(extension.NewTableASTTransformer(), 0)),
	)
}

// fenceNode is what stands between "::: {.class}" and ":::". The closing fence
// has as many colons as the opening one, so that fences nest.
type fenceNode struct {
	ast.BaseBlock
	colons int
}

var kindFence = ast.NewNodeKind("Fence")

func (n *fenceNode) Kind() ast.NodeKind         { return kindFence }
func (n *fenceNode) Dump(src []byte, level int) { ast.DumpHelper(n, src, level, nil, nil) }

type fenceParser struct{}

var fenceClasses = map[string]bool{"table": true, "row": true, "header": true, "cell": true}

func (fenceParser) Trigger() []byte             { return []byte{':'} }
func (fenceParser) CanInterruptParagraph() bool { return true }
func (fenceParser) CanAcceptIndentedLine() bool { return false }

func (fenceParser) Open(_ ast.Node, reader source.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, _ := reader.PeekLine()
	rest := bytes.TrimLeft(line[max(pc.BlockOffset(), 0):], ":")
	colons := len(line) - max(pc.BlockOffset(), 0) - len(rest)
	if colons < 3 || len(pc.OpenedBlocks()) > maxOpen {
		return nil, parser.NoChildren
	}
	inner := source.NewReader(rest)
	attrs, ok := parser.ParseAttributes(inner)
	if after, _ := inner.PeekLine(); !ok || !util.IsBlank(after) {
		return nil, parser.NoChildren
	}
	n := &fenceNode{colons: colons}
	for _, a := range attrs {
		n.SetAttribute(a.Name, a.Value)
	}
	if !fenceClasses[attribute(n, "class")] {
		return nil, parser.NoChildren
	}
	reader.AdvanceToEOL()
	return n, parser.HasChildren
}

func (fenceParser) Continue(n ast.Node, reader source.Reader, _ parser.Context) parser.State {
	line, _ := reader.PeekLine()
	line = bytes.Trim(line, " \t\n")
	if len(line) == n.(*fenceNode).colons && len(bytes.Trim(line, ":")) == 0 {
		reader.AdvanceToEOL()
		return parser.Close
	}
	return parser.Continue | parser.HasChildren
}

func (fenceParser) Close(ast.Node, source.Reader, parser.Context) {}

// footnoteNode is the definition of a footnote. It stays where it was written.
type footnoteNode struct {
	ast.BaseBlock
	label string
}

var kindFootnote = ast.NewNodeKind("Footnote")

func (n *footnoteNode) Kind() ast.NodeKind         { return kindFootnote }
func (n *footnoteNode) Dump(src []byte, level int) { ast.DumpHelper(n, src, level, nil, nil) }

type footnoteParser struct{}

var definitionLine = regexp.MustCompile(`^\[\^([^\[\]\s]+)\]:[ \t]*`)

func (footnoteParser) Trigger() []byte             { return []byte{'['} }
func (footnoteParser) CanInterruptParagraph() bool { return true }
func (footnoteParser) CanAcceptIndentedLine() bool { return false }

func (footnoteParser) Open(_ ast.Node, reader source.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	at := max(pc.BlockOffset(), 0)
	m := definitionLine.FindSubmatchIndex(line[at:])
	if m == nil || m[3]-m[2] > maxLabel || len(pc.OpenedBlocks()) > maxOpen {
		return nil, parser.NoChildren
	}
	reader.Advance(at + m[1] - segment.Padding)
	return &footnoteNode{label: string(line[at+m[2] : at+m[3]])}, parser.HasChildren
}

func (footnoteParser) Continue(_ ast.Node, reader source.Reader, _ parser.Context) parser.State {
	line, _ := reader.PeekLine()
	if util.IsBlank(line) {
		return parser.Continue | parser.HasChildren
	}
	at, padding := util.IndentPosition(line, reader.LineOffset(), 4)
	if at < 0 {
		return parser.Close
	}
	reader.AdvanceAndSetPadding(at, padding)
	return parser.Continue | parser.HasChildren
}

func (footnoteParser) Close(ast.Node, source.Reader, parser.Context) {}

// referenceNode is a reference to a footnote: [^label].
type referenceNode struct {
	ast.BaseInline
	label string
}

var kindReference = ast.NewNodeKind("FootnoteReference")

func (n *referenceNode) Kind() ast.NodeKind         { return kindReference }
func (n *referenceNode) Dump(src []byte, level int) { ast.DumpHelper(n, src, level, nil, nil) }

type referenceParser struct{}

var referenceLine = regexp.MustCompile(`^\[\^([^\[\]\s]+)\]`)

func (referenceParser) Trigger() []byte { return []byte{'['} }

func (referenceParser) Parse(_ ast.Node, block source.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	m := referenceLine.FindSubmatch(line[:min(len(line), maxLabel+3)])
	if m == nil {
		return nil
	}
	block.Advance(len(m[0]))
	return &referenceNode{label: string(m[1])}
}

// tagNode is one of the tags of the dialect, opening or closing.
type tagNode struct {
	ast.BaseInline
	name    string
	closing bool
	attr    string // of id or href
	raw     string // as written, for a tag that has no other half
}

var kindTag = ast.NewNodeKind("Tag")

func (n *tagNode) Kind() ast.NodeKind         { return kindTag }
func (n *tagNode) Dump(src []byte, level int) { ast.DumpHelper(n, src, level, nil, nil) }

type tagParser struct{}

var (
	closingTag = regexp.MustCompile(`^</(strong|em|ins|del|a|note|p)>`)
	openingTag = regexp.MustCompile(`^<(?:(strong|em|br|p) ?/?|(ins|del|note)(?: id="([^"\n]*)")?|(a) href="([^"\n]*)")>`)
)

func (tagParser) Trigger() []byte { return []byte{'<'} }

func (tagParser) Parse(_ ast.Node, block source.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	n := &tagNode{}
	if m := closingTag.FindSubmatch(line); m != nil {
		n.name, n.closing, n.raw = string(m[1]), true, string(m[0])
	} else if m := openingTag.FindSubmatch(line); m != nil {
		n.name = string(m[1]) + string(m[2]) + string(m[4])
		n.attr, n.raw = unescape(append(m[3], m[5]...)), string(m[0])
	} else {
		return nil
	}
	block.Advance(len(n.raw))
	return n
}

// attribute returns a text attribute of a block, "" when there is none.
func attribute(n ast.Node, name string) string {
	v, _ := n.AttributeString(name)
	b, _ := v.([]byte)
	return string(b)
}
