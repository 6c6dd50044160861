// Package export hands the motion over: one table of formats, one document in,
// bytes out.
//
//   - All formats say the same words: they set the same manuscript, which is the
//     document read once, with French typography applied and numbers computed.
//   - The same input gives the same bytes. There is no clock here, no chance, no
//     global state: exports may run side by side.
//   - What cannot be set is said in the [Report], never dropped in silence.
//   - An export shows no address of anybody but what the document links to, and
//     fetches nothing.
//
// To add a format is to add a row to [Formats].
package export
