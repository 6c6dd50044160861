// Package consult is the consultation: who says what, and under which theme.
//
// In come officials, their contributions and the decisions of organisers; out
// comes a classification that people made theirs. The rules:
//
//   - The clock decides what is open. A phase is never stored as a state: it is
//     read off the congress's calendar at the moment of the act.
//   - Every rule runs inside [Store].Update, so that "is it still open?" and
//     "write it" are one atomic act. No storage engine knows a rule.
//   - What an official sent is kept unaltered, byte for byte.
//   - The machine groups, the product suggests, a person classifies: a [Theme]
//     exists only once a person accepted it, and an idea that a person placed
//     stays where it was put.
//   - The journal keeps who did what to which id, never a text.
//
// Nothing here reads a clock, a file or a network: [Register] is given its store
// and its clock.
package consult
