// Package hyphen holds the French hyphenation patterns of TeX, as text. The
// algorithm that reads them stands with the typesetting.
package hyphen

import _ "embed"

// French is the list of patterns of hyph-fr V2.12 (hyph-utf8), one per line and
// nothing else: letters in lower case, a dot for the edge of a word, and digits
// between letters (odd allows a break, even forbids one, the greatest wins), as
// in "1ba", ".a4", "cil3l". A pattern with an apostrophe stands twice, with ' and
// with ’. hyph-utf8 asks for two letters at least on either side of a break.
//
//go:embed hyph-fr.pat.txt
var French string
