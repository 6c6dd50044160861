// Package typography sets French text: spaces before high punctuation, French
// quotes, apostrophes, dates, numbers.
//
// In comes text as people type it, out comes the text as it is shown. What is
// stored is never changed, only what is displayed. The rules:
//
//   - Letters and digits are never added, removed, moved or changed.
//   - French(French(s)) is French(s).
//   - U+202F (narrow no-break space) stands before ; ! ? and inside « »; U+00A0
//     (no-break space) stands before :, after an abbreviation that calls for what
//     follows (nº, art., M., p.) and between a number and its unit or month.
//   - Addresses of the web and of mail, times such as 12:30 and what stands
//     between backquotes are left as they are.
//
// The rules follow the Lexique des règles typographiques en usage à
// l'Imprimerie nationale, save that the semicolon, the exclamation and the
// question mark take the narrow space that Unicode has for them since.
package typography

// The two spaces that do not break.
const (
	NoBreak = "\u00a0" // as wide as a space
	Narrow  = "\u202f" // thin, "fine insécable"
)
