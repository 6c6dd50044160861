// Package mail hands one message at a time to an SMTP server.
//
// In come a [Message] and the address of a server; out comes nil, which says
// that the server took the message, or an [*Error] that says what to do about
// it. The rules:
//
//   - nil is said once the server has answered the end of the text. What fails
//     after that, as a goodbye that is cut, is no failure: sending again would
//     make two.
//   - An answer that never came is [Temporary]: the message may arrive twice.
//     Both then bear the same Message-ID, by which mail programs show one.
//   - Nothing is kept here, and nothing is tried twice: the outbox does that.
//   - An error says a code of the dialogue, never an address nor a text: it may
//     be logged.
package mail
