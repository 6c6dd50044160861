package typeset

import (
	"strings"
	"unicode"

	gotext "github.com/go-text/typesetting/font"
	ot "github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/harfbuzz"
	"github.com/go-text/typesetting/language"
	"golang.org/x/text/unicode/norm"
)

// Glyph is a drawn shape. Advance, DX and DY are in thousandths of the size.
type Glyph struct {
	Font    *Font
	ID      uint16
	Advance float64 // to the next glyph, kerning and tracking included
	DX, DY  float64
	Extra   float64 // points added to the advance to justify the line
	Text    string  // the characters that it stands for, on the first glyph of a cluster
	at      int     // index of its first character in the word
}

// Setter sets the text of one export.
type Setter struct {
	Missing map[string]int // characters that no font has, and how often they were met

	shapers map[*Font]*harfbuzz.Font
	buffer  *harfbuzz.Buffer
	words   map[wordKey][]Glyph
	hyphens *Hyphenator
}

type wordKey struct {
	font     *Font
	features string
	tracking float64
	text     string
}

// NewSetter returns a setter that hyphenates with h, or not at all when h is nil.
func NewSetter(h *Hyphenator) *Setter {
	return &Setter{
		Missing: map[string]int{}, shapers: map[*Font]*harfbuzz.Font{}, words: map[wordKey][]Glyph{},
		buffer: harfbuzz.NewBuffer(), hyphens: h,
	}
}

// cached words are those short enough to come back.
const cachedWord = 40

// shape returns the glyphs of a word, which has no space that may stretch.
func (s *Setter) shape(word []rune, style *Style) []Glyph {
	key := wordKey{style.Family[0], style.Features, style.Tracking, ""}
	if len(word) <= cachedWord {
		key.text = string(word)
		if known, ok := s.words[key]; ok {
			s.count(known)
			return known
		}
	}
	var out []Glyph
	for from := 0; from < len(word); {
		font, to := s.stretch(word, from, style.Family)
		part := s.shapeIn(font, word[from:to], style)
		for i := range part {
			part[i].at += from
		}
		out = append(out, part...)
		from = to
	}
	s.count(out)
	if key.text != "" {
		s.words[key] = out
	}
	return out
}

// stretch finds how far one font goes from the character at from. The font is nil
// when none has it.
func (s *Setter) stretch(word []rune, from int, family Family) (*Font, int) {
	font := pick(family, word[from])
	to := from + 1
	for to < len(word) && goesOn(font, word[to], family) {
		to++
	}
	return font, to
}

// goesOn says whether the character is set with those before it. Marks and
// joiners go with the letter that they are about.
func goesOn(font *Font, r rune, family Family) bool {
	if ignorable(r) || unicode.IsMark(r) && (font == nil || has(font, r)) {
		return true
	}
	return pick(family, r) == font
}

// pick is the first font that has the character, or nil. What has no shape is left
// to the first one.
func pick(family Family, r rune) *Font {
	if ignorable(r) {
		return family[0]
	}
	for _, f := range family {
		if has(f, r) {
			return f
		}
	}
	return nil
}

// ignorable says whether the character has no shape of its own: joiners, tags,
// selectors of variants.
func ignorable(r rune) bool {
	return unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r)
}

// has says whether the font can draw the character, whole or as a letter and its
// accents: the shaper takes it apart by itself.
func has(f *Font, r rune) bool {
	if _, whole := f.font.NominalGlyph(r); whole {
		return true
	}
	parts := norm.NFD.PropertiesString(string(r)).Decomposition()
	for _, part := range string(parts) {
		if _, ok := f.font.NominalGlyph(part); !ok {
			return false
		}
	}
	return len(parts) > 0
}

// box is drawn for what no font has. One font of the family must have it.
const box = '□'

func (s *Setter) shapeIn(font *Font, word []rune, style *Style) []Glyph {
	if font == nil {
		return s.boxes(word, style)
	}
	shaper := s.shapers[font]
	if shaper == nil {
		shaper = harfbuzz.NewFont(gotext.NewFace(font.font))
		s.shapers[font] = shaper
	}
	b := s.buffer
	b.Clear()
	b.AddRunes(word, 0, len(word))
	b.GuessSegmentProperties()
	b.Props.Direction, b.Props.Language = harfbuzz.LeftToRight, language.NewLanguage("fr")
	b.Shape(shaper, features(style))
	unit := 1000 / float64(font.font.Upem())
	out := make([]Glyph, len(b.Info))
	for i, info := range b.Info {
		pos := b.Pos[i]
		out[i] = Glyph{
			Font: font, ID: uint16(info.Glyph), at: info.Cluster,
			Advance: float64(pos.XAdvance)*unit + style.Tracking,
			DX:      float64(pos.XOffset) * unit, DY: float64(pos.YOffset) * unit,
		}
	}
	spell(out, word)
	for i := range out {
		if out[i].Text == "\u202f" {
			out[i].Advance = max(out[i].Advance, narrow)
		}
	}
	return out
}

// narrow is the least width of U+202F: Source gives it an eighth of an em, too
// little for 3 500 to be seen in two groups; French printers take a sixth or more.
const narrow = 168.0

func features(style *Style) []harfbuzz.Feature {
	var out []harfbuzz.Feature
	for _, tag := range strings.Fields(style.Features) {
		out = append(out, harfbuzz.Feature{Tag: ot.MustNewTag(tag), Value: 1, End: harfbuzz.FeatureGlobalEnd})
	}
	return out
}

// spell gives every cluster its characters: one to each of its glyphs, and what
// is left to the last of them.
func spell(glyphs []Glyph, word []rune) {
	for i := 0; i < len(glyphs); {
		j := i + 1
		for j < len(glyphs) && glyphs[j].at == glyphs[i].at {
			j++
		}
		end := len(word)
		if j < len(glyphs) {
			end = glyphs[j].at
		}
		text := word[glyphs[i].at:end]
		for k := i; k < j && len(text) > 0; k++ {
			n := 1
			if k == j-1 {
				n = len(text)
			}
			glyphs[k].Text, text = string(text[:n]), text[n:]
		}
		i = j
	}
}

// boxes draws one box for each character that no font has; joiners, marks and
// selectors go with the character before them.
func (s *Setter) boxes(word []rune, style *Style) []Glyph {
	font := pick(style.Family, box)
	id, _ := font.font.NominalGlyph(box)
	var out []Glyph
	joined := false
	for i, r := range word {
		follows := unicode.IsMark(r) || ignorable(r) || unicode.Is(unicode.Sk, r) || joined
		joined = r == '\u200d'
		if follows && len(out) > 0 {
			out[len(out)-1].Text += string(r)
			continue
		}
		out = append(out, Glyph{Font: font, ID: uint16(id), Advance: font.Width(uint16(id)) + style.Tracking, Text: string(r), at: i})
	}
	return out
}

// count keeps the account of the boxes that stand for another character.
func (s *Setter) count(glyphs []Glyph) {
	for _, g := range glyphs {
		if g.Text == "" || g.Text == string(box) {
			continue
		}
		if id, ok := g.Font.font.NominalGlyph(box); ok && uint16(id) == g.ID {
			s.Missing[g.Text]++
		}
	}
}

// Width is the length of the glyphs at that size, in points.
func Width(glyphs []Glyph, size float64) float64 {
	w := 0.0
	for _, g := range glyphs {
		w += g.Advance*size/1000 + g.Extra
	}
	return w
}
