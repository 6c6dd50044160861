// Package typeset sets text: fonts and runs come in; lines, then pages of placed
// boxes come out. It knows neither motions nor files.
//
//   - A [Setter] shapes with HarfBuzz, breaks paragraphs as a whole (Knuth and
//     Plass, "Breaking Paragraphs into Lines", 1981) and hyphenates French
//     (Liang, "Word Hy-phen-a-tion by Com-put-er", 1983).
//   - Strips stand one under the other: a line, a row. [Paginate] cuts them into
//     pages and says where every box lies.
//   - Every box knows the [Element] of the document that it shows, so that what is
//     drawn can be tagged, or tested, without looking at the drawing.
//   - No character is lost: one that no font has is drawn as a box, keeps its
//     identity in the glyph's text, and is counted in [Setter.Missing].
//   - Nothing is wider than its measure unless one character is.
//
// Lengths are points (1/72 inch), from the top left; the units of glyphs are
// thousandths of the font's size. A Setter serves one export, in one goroutine.
package typeset
