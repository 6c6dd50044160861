package fonts

import (
	"bytes"
	"io/fs"
	"testing"

	"github.com/go-text/typesetting/font"
)

// french is what the interface and the motion cannot do without.
const french = "\u202f\u00a0·œŒ’«»–—…ÉÈÊÀÇÙŸæéèêëàâîïôûüçù€°ºª−×≤≥→←ᵉ0123456789"

func TestTTFHasFrench(t *testing.T) {
	for _, name := range []string{SerifRegular, SerifItalic, SerifSemiBold, SerifBold, SerifBoldItalic, SansRegular, SansSemiBold, SansBold} {
		text, err := TTF(name)
		if err != nil {
			t.Fatal(err)
		}
		face, err := font.ParseTTF(bytes.NewReader(text))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, r := range french {
			if _, ok := face.NominalGlyph(r); !ok {
				t.Errorf("%s lacks U+%04X", name, r)
			}
		}
	}
}

func TestTTFOfUnknownName(t *testing.T) {
	for _, name := range []string{"", "Spectral.ttf", "../OFL.txt"} {
		if _, err := TTF(name); err == nil {
			t.Errorf("TTF(%q) gave a font", name)
		}
	}
}

func TestWebFitsItsBudget(t *testing.T) {
	names, err := fs.Glob(Web, "web/*.woff2")
	if err != nil || len(names) != 4 {
		t.Fatalf("web fonts %v, %v", names, err)
	}
	total := 0
	for _, name := range names {
		text, err := fs.ReadFile(Web, name)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.HasPrefix(text, []byte("wOF2")) {
			t.Errorf("%s is not a WOFF2 file", name)
		}
		total += len(text)
	}
	if total > 95_000 {
		t.Errorf("web fonts take %d bytes, budget 95000", total)
	}
}
