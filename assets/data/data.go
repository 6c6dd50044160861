// Package data holds the places of France: communes, groupings of communes
// (EPCI), départements, regions, and the grid of tiles that draws the
// départements all the same size.
//
// The tables are embedded, read once when first asked for, and never changed:
// what the functions return is shared, so callers must not write into it. Lists
// come ordered by official code. README.md states the source and the licence.
package data

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// CommunesTSV is the table of communes as browsers fetch it: one row per commune
// in the order of the codes, with step, name and population. The step is the
// whole INSEE code on the first row of a block, nothing for "the code before plus
// one", else the number to add to the code before.
//
//go:embed communes.tsv
var CommunesTSV []byte

var (
	//go:embed postal.tsv
	postalTSV string
	//go:embed epci.tsv
	epciTSV string
	//go:embed departements.tsv
	departmentsTSV string
	//go:embed regions.tsv
	regionsTSV string
	//go:embed tiles.json
	tilesJSON []byte
)

// Commune is a commune of today, overseas collectivities included.
type Commune struct {
	Code        string   // INSEE code (COG), five characters: "46042", "2A004"
	Name        string   // with its article and a typographic apostrophe: "L’Abergement-Clémenciat"
	Department  string   // code of the département or collectivity: "46", "2A", "974"
	Population  int      // legal population, 0 for the six destroyed villages
	EPCI        string   // SIREN of the grouping, empty for the few communes without one
	PostalCodes []string // in order; may be empty
}

// EPCI is a grouping of communes with its own taxes.
type EPCI struct {
	Code       string   // SIREN, nine digits
	Kind       string   // CC, CA, CU, METRO or MET69
	Name       string   // as published, with its kind in front: "CC Rhône Lez Provence"
	Population int      // municipal population of its members
	Members    []string // INSEE codes, in order
}

// Department is a département, or an overseas collectivity that stands for one.
type Department struct {
	Code     string // "46", "2A", "974", "987"
	Name     string // "Lot"
	Region   string // code of the region
	Overseas bool
	Of       string // with its preposition: "du Lot", "de l’Ain"
}

// Region is a region, or an overseas collectivity that stands for one.
type Region struct {
	Code     string
	Name     string
	Overseas bool
}

// Tile is the place of a département in the grid: column X, row Y, from 0 at the
// top left.
type Tile struct {
	Code string
	X, Y int
}

// Communes returns the communes.
func Communes() []Commune { return atlas().communes }

// CommuneByCode finds a commune by its INSEE code.
func CommuneByCode(code string) (Commune, bool) {
	return find(atlas().communes, code, func(c Commune) string { return c.Code })
}

// EPCIs returns the groupings of communes.
func EPCIs() []EPCI { return atlas().epcis }

// EPCIByCode finds a grouping by its SIREN.
func EPCIByCode(code string) (EPCI, bool) {
	return find(atlas().epcis, code, func(e EPCI) string { return e.Code })
}

// Departments returns the départements and the collectivities that stand for one.
func Departments() []Department { return atlas().departments }

// DepartmentByCode finds a département by its code.
func DepartmentByCode(code string) (Department, bool) {
	return find(atlas().departments, code, func(d Department) string { return d.Code })
}

// Regions returns the regions and the collectivities that stand for one.
func Regions() []Region { return atlas().regions }

// RegionByCode finds a region by its code.
func RegionByCode(code string) (Region, bool) {
	return find(atlas().regions, code, func(r Region) string { return r.Code })
}

// Tiles returns the grid: one tile per entry of Departments, no two at one place.
func Tiles() []Tile { return atlas().tiles }

func find[T any](list []T, code string, key func(T) string) (T, bool) {
	i, ok := slices.BinarySearchFunc(list, code, func(v T, code string) int {
		return strings.Compare(key(v), code)
	})
	if !ok {
		var none T
		return none, false
	}
	return list[i], true
}

// tables is everything above, read.
type tables struct {
	communes    []Commune
	epcis       []EPCI
	departments []Department
	regions     []Region
	tiles       []Tile
}

// atlas reads the tables once. They are part of the program, so a bad row is a
// programmer's mistake and panics; the tests read them all.
var atlas = sync.OnceValue(func() *tables {
	t := &tables{communes: readCommunes(string(CommunesTSV)), tiles: readTiles(tilesJSON)}
	for _, f := range rows(departmentsTSV, 5) {
		t.departments = append(t.departments, Department{f[0], f[1], f[2], f[3] == "1", f[4]})
	}
	for _, f := range rows(regionsTSV, 3) {
		t.regions = append(t.regions, Region{f[0], f[1], f[2] == "1"})
	}
	at := make(map[string]*Commune, len(t.communes))
	for i := range t.communes {
		at[t.communes[i].Code] = &t.communes[i]
	}
	for _, f := range rows(epciTSV, 5) {
		e := EPCI{Code: f[0], Kind: f[1], Name: f[2], Population: number(f[3]), Members: strings.Fields(f[4])}
		for _, member := range e.Members {
			at[member].EPCI = e.Code
		}
		t.epcis = append(t.epcis, e)
	}
	for _, f := range rows(postalTSV, 2) {
		at[f[0]].PostalCodes = strings.Fields(f[1])
	}
	return t
})

func readCommunes(text string) []Commune {
	var list []Commune
	code := ""
	for _, f := range rows(text, 3) {
		code = next(code, f[0])
		list = append(list, Commune{Code: code, Name: f[1], Department: departmentOf(code), Population: number(f[2])})
	}
	return list
}

// next takes the step of a row to the code of the row before.
func next(before, step string) string {
	switch {
	case len(step) == 5:
		return step
	case step == "":
		step = "1"
	}
	return fmt.Sprintf("%s%03d", before[:2], number(before[2:])+number(step))
}

// departmentOf cuts the département out of an INSEE code: two characters, three
// overseas (97 and 98).
func departmentOf(code string) string {
	if strings.HasPrefix(code, "97") || strings.HasPrefix(code, "98") {
		return code[:3]
	}
	return code[:2]
}

func readTiles(text []byte) []Tile {
	places := map[string][2]int{}
	if err := json.Unmarshal(text, &places); err != nil {
		panic("data: tiles.json: " + err.Error())
	}
	var list []Tile
	for code, at := range places {
		list = append(list, Tile{code, at[0], at[1]})
	}
	slices.SortFunc(list, func(a, b Tile) int { return strings.Compare(a.Code, b.Code) })
	return list
}

func rows(text string, width int) [][]string {
	var list [][]string
	for line := range strings.Lines(text) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(f) != width {
			panic(fmt.Sprintf("data: row of %d fields instead of %d: %q", len(f), width, line))
		}
		list = append(list, f)
	}
	return list
}

func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		panic("data: " + err.Error())
	}
	return n
}
