package data

import (
	"bytes"
	"testing"
	"unicode/utf8"

	"github.com/andybalholm/brotli"
)

func TestCommunes(t *testing.T) {
	list := Communes()
	if len(list) != 34963 {
		t.Fatalf("%d communes, want 34963", len(list))
	}
	for i, c := range list {
		if i > 0 && list[i-1].Code >= c.Code {
			t.Fatalf("%s comes after %s", c.Code, list[i-1].Code)
		}
		if len(c.Code) != 5 || c.Name == "" || c.Population < 0 {
			t.Errorf("bad commune %+v", c)
		}
		if _, ok := DepartmentByCode(c.Department); !ok {
			t.Errorf("%s %s: no département %q", c.Code, c.Name, c.Department)
		}
		if c.EPCI != "" {
			if _, ok := EPCIByCode(c.EPCI); !ok {
				t.Errorf("%s %s: no EPCI %q", c.Code, c.Name, c.EPCI)
			}
		}
	}
}

func TestCommuneByCode(t *testing.T) {
	for _, tt := range []struct{ code, name, department, postal string }{
		{"01001", "L’Abergement-Clémenciat", "01", "01400"},
		{"2A004", "Ajaccio", "2A", "20000"},
		{"47001", "Agen", "47", "47000"},
		{"46042", "Cahors", "46", "46000"},
		{"55039", "Beaumont-en-Verdunois", "55", "55100"},
		{"75056", "Paris", "75", "75001"},
		{"97411", "Saint-Denis", "974", "97400"},
		{"98818", "Nouméa", "988", "98800"},
	} {
		c, ok := CommuneByCode(tt.code)
		if !ok || c.Name != tt.name || c.Department != tt.department || len(c.PostalCodes) == 0 || c.PostalCodes[0] != tt.postal {
			t.Errorf("CommuneByCode(%q) = %+v, %v", tt.code, c, ok)
		}
	}
	for _, code := range []string{"", "00000", "46", "2a004", "99999"} {
		if c, ok := CommuneByCode(code); ok {
			t.Errorf("CommuneByCode(%q) = %+v", code, c)
		}
	}
}

func TestDepartments(t *testing.T) {
	if n := len(Departments()); n != 107 {
		t.Errorf("%d départements, want 107", n)
	}
	overseas := 0
	for _, d := range Departments() {
		if d.Overseas {
			overseas++
		}
		if _, ok := RegionByCode(d.Region); !ok {
			t.Errorf("%s: no region %q", d.Name, d.Region)
		}
	}
	if overseas != 11 {
		t.Errorf("%d overseas, want 11", overseas)
	}
	if d, _ := DepartmentByCode("46"); d.Of != "du Lot" {
		t.Errorf("Of = %q", d.Of)
	}
}

func TestTilesAreTheDepartments(t *testing.T) {
	places := map[[2]int]string{}
	if len(Tiles()) != len(Departments()) {
		t.Errorf("%d tiles for %d départements", len(Tiles()), len(Departments()))
	}
	for i, tile := range Tiles() {
		if tile.Code != Departments()[i].Code {
			t.Errorf("tile %d is %q, département is %q", i, tile.Code, Departments()[i].Code)
		}
		if other := places[[2]int{tile.X, tile.Y}]; other != "" || tile.X < 0 || tile.Y < 0 {
			t.Errorf("%s lies at %d,%d with %q", tile.Code, tile.X, tile.Y, other)
		}
		places[[2]int{tile.X, tile.Y}] = tile.Code
	}
}

func TestSearchCommunes(t *testing.T) {
	for _, tt := range []struct{ query, first, code string }{
		{"agen", "Agen", "47001"},
		{"AGEN", "Agen", "47001"},
		{"st etienne", "Saint-Étienne", "42218"},
		{"Saint-étien", "Saint-Étienne", "42218"},
		{"ste foy la gr", "Sainte-Foy-la-Grande", "33402"},
		{"havre", "Le Havre", "76351"},
		{"l'abergement-cl", "L’Abergement-Clémenciat", "01001"},
		{"nœux", "Nœux-les-Mines", "62617"},
		{"noeux", "Nœux-les-Mines", "62617"},
		{"46000", "Cahors", "46042"},
		{"2A004", "Ajaccio", "2A004"},
		{"97411", "Saint-Paul", "97415"}, // a postal code goes before the INSEE code of Saint-Denis
		{"y", "Y", "80829"},
	} {
		got := SearchCommunes(tt.query, 5)
		if len(got) == 0 || got[0].Name != tt.first || got[0].Code != tt.code {
			t.Errorf("SearchCommunes(%q) = %+v, want %s %s first", tt.query, got, tt.first, tt.code)
		}
	}
	for _, query := range []string{"", "  ", "-", "zzzz", "xaintrailles sur rien"} {
		if got := SearchCommunes(query, 5); len(got) != 0 {
			t.Errorf("SearchCommunes(%q) = %+v", query, got)
		}
	}
	if got := SearchCommunes("saint", 7); len(got) != 7 {
		t.Errorf("%d communes for a limit of 7", len(got))
	}
	if got := SearchCommunes("saint", 0); got != nil {
		t.Errorf("%d communes for a limit of 0", len(got))
	}
}

// Browsers fetch the list when a commune is first asked for.
func TestCommunesFitTheirBudget(t *testing.T) {
	var b bytes.Buffer
	w := brotli.NewWriterLevel(&b, brotli.BestCompression)
	w.Write(CommunesTSV)
	w.Close()
	if b.Len() > 270_000 {
		t.Errorf("communes.tsv takes %d bytes compressed, budget 270000", b.Len())
	}
}

func FuzzSearchCommunes(f *testing.F) {
	f.Add("st jean")
	f.Add("2b")
	f.Add("é\u0301\x00")
	f.Fuzz(func(t *testing.T, query string) {
		if got := SearchCommunes(query, 3); len(got) > 3 {
			t.Errorf("%d communes", len(got))
		}
		if s := fold(query); s != fold(s) || (utf8.ValidString(query) && !utf8.ValidString(s)) {
			t.Errorf("fold is not stable on %q", query)
		}
	})
}
