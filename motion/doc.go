// Package motion is the text that is voted.
//
// In come the accepted themes of a consultation, or Markdown, or a live text;
// out comes one [Document] that every view, number, export and proof sheet
// reads. The rules:
//
//   - The text is the truth. Numbers and coverage are computed from it, never
//     stored.
//   - Propositions are numbered through, never restarted by section.
//   - The thread is kept both ways: from a proposition to the ideas behind it
//     and from an idea to the propositions that take it up. A proposition
//     without a source is an addition of the session, and is said to be.
//   - Markdown is the exchange form: Parse(Markdown(d)) is d again.
package motion
