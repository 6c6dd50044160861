// Package fonts holds the two typefaces of the project: Source Serif 4 for what
// an official wrote or will adopt, Source Sans 3 for the interface.
//
// The web gets small WOFF2 subsets, the PDF unmodified TrueType files. README.md
// states the versions, the licence and how the subsets were made.
package fonts

import (
	"embed"
	"fmt"
)

// Web holds the WOFF2 subsets for browsers: web/sans-400.woff2,
// web/sans-600.woff2, web/serif-400.woff2 and web/serif-600.woff2. Latin letters,
// French punctuation with U+202F and U+00A0, ᵉ, the middle dot, arrows; kerning,
// and digits of one width (by default in the sans, feature tnum in the serif).
//
//go:embed web/*.woff2
var Web embed.FS

// Names of the TrueType files, for TTF.
const (
	SerifRegular    = "SourceSerif4_400Regular.ttf"
	SerifItalic     = "SourceSerif4_400Regular_Italic.ttf"
	SerifSemiBold   = "SourceSerif4_600SemiBold.ttf"
	SerifBold       = "SourceSerif4_700Bold.ttf"
	SerifBoldItalic = "SourceSerif4_700Bold_Italic.ttf"
	SansRegular     = "SourceSans3_400Regular.ttf"
	SansSemiBold    = "SourceSans3_600SemiBold.ttf"
	SansBold        = "SourceSans3_700Bold.ttf"
)

//go:embed ttf/*.ttf
var ttf embed.FS

// TTF returns the TrueType file of one of the names above; another name is an
// error. The bytes are the caller's own.
func TTF(name string) ([]byte, error) {
	text, err := ttf.ReadFile("ttf/" + name)
	if err != nil {
		return nil, fmt.Errorf("fonts: no font %q", name)
	}
	return text, nil
}
