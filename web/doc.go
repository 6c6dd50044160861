// Package web is what the browser sees, and the only folder that knows Fiber.
//
// In come requests; out go pages in French, rendered on the server and working
// without JavaScript. The rules:
//
//   - Every route is on one screen: routes.go. Every error becomes a status and
//     a French sentence in one table: errors.go.
//   - A handler asks the trade (consult, motion) and shows a typed page, or
//     returns the error. What a person may do is asked of the trade.
//   - What an official typed is shown exactly as typed, always as text. What we
//     write goes through the French typography when templates are read.
//   - "Enregistrée" is said only after the transaction is on disk.
//   - No request ever leaves for another host; no code or style is inline.
package web
