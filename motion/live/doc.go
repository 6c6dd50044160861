// Package live is several people on one text.
//
// In come changes, as steps over the text as it stands; out goes the text with
// its version, the same for everyone. The rules:
//
//   - Nobody sees what is not on disk: a change is in the [Log], fsynced, before
//     the room shows it.
//   - A room has one order of changes. Each change has a number, and the text of
//     version n is the first snapshot with the changes 1…n applied.
//   - Links between propositions and ideas travel beside the steps, in the same
//     frame: a change is one frame or nothing.
//   - A change that does not fit the schema is refused and changes nothing.
//   - When the log cannot write, the room turns read-only at once: [ErrReadOnly].
package live
