// Unanime collects the contributions of elected officials, groups them into
// themes and drafts the motion from them. One binary, one directory of data:
// "unanime demo" shows it all, "unanime init" and "unanime serve" run it.
//
// The rules of its command line, for whoever adds to it:
//
//   - Nothing of the trade is here: a command reads its flags, calls the package
//     that knows, and says what came out. One file per command.
//   - What was asked for goes to the standard output; the rest (logs, progress,
//     errors) to the standard error.
//   - An error is one sentence in English that says what to do, after
//     "unanime: ". Exit codes: 0 done, 1 failed, 2 wrong usage.
//   - A file is written entirely or not at all.
//   - [Program] holds all that a run depends on, so that a test can start the
//     whole program, and stop it.
package main
