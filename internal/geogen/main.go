// Command geogen writes the geographic tables of assets/data from the npm
// package @etalab/decoupage-administratif.
//
// In: the folder "data" of the unpacked package (communes.json, epci.json,
// departements.json, regions.json). Out: communes.tsv, postal.tsv, epci.tsv,
// departements.tsv and regions.tsv. The same package gives the same bytes.
//
//	npm pack @etalab/decoupage-administratif@6.0.0
//	tar xzf etalab-decoupage-administratif-6.0.0.tgz
//	go run ./internal/geogen -from package/data -to assets/data
//
// Only places that have a mayor are kept: the communes of today, the six
// villages destroyed in 1916 included. The territories nobody lives in for good
// (984, 989) are left out.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

type place struct {
	Code       string   `json:"code"`
	Name       string   `json:"nom"`
	Region     string   `json:"region"`
	Department string   `json:"departement"`
	Kind       string   `json:"type"`
	Zone       string   `json:"zone"`
	Link       int      `json:"typeLiaison"`
	Postal     []string `json:"codesPostaux"`
	Population int      `json:"population"`
}

type union struct {
	Code       string  `json:"code"`
	Name       string  `json:"nom"`
	Kind       string  `json:"type"`
	Population int     `json:"populationMunicipale"`
	Members    []place `json:"membres"`
}

func main() {
	from := flag.String("from", "package/data", "folder of the JSON files")
	to := flag.String("to", "assets/data", "folder of the tables")
	flag.Parse()
	if err := run(*from, *to); err != nil {
		fmt.Fprintln(os.Stderr, "geogen:", err)
		os.Exit(1)
	}
}

func run(from, to string) error {
	var all, departments, regions []place
	var unions []union
	for name, v := range map[string]any{
		"communes.json": &all, "departements.json": &departments,
		"regions.json": &regions, "epci.json": &unions,
	} {
		if err := read(filepath.Join(from, name), v); err != nil {
			return err
		}
	}
	communes := inhabited(all)
	for name, text := range map[string]string{
		"communes.tsv":     communeTable(communes),
		"postal.tsv":       postalTable(communes),
		"epci.tsv":         unionTable(unions),
		"departements.tsv": departmentTable(departments, communes),
		"regions.tsv":      regionTable(regions, communes),
	} {
		if err := os.WriteFile(filepath.Join(to, name), []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

func read(path string, v any) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	return json.Unmarshal(text, v)
}

func inhabited(all []place) []place {
	var kept []place
	for _, p := range all {
		if p.Kind == "commune-actuelle" && p.Department != "984" && p.Department != "989" {
			kept = append(kept, p)
		}
	}
	slices.SortFunc(kept, func(a, b place) int { return strings.Compare(a.Code, b.Code) })
	return kept
}

// communeTable writes step, name and population. The step is the whole code on
// the first row of a block, empty for "the code before plus one", else what to
// add to the code before: the table is a third smaller under brotli.
func communeTable(communes []place) string {
	var b strings.Builder
	before := ""
	for _, c := range communes {
		fmt.Fprintf(&b, "%s\t%s\t%d\n", step(before, c.Code), typographic(c.Name), c.Population)
		before = c.Code
	}
	return b.String()
}

// step says how to go from one code to the next within the same two first
// characters (the number of a code is its last three digits).
func step(before, code string) string {
	if before == "" || before[:2] != code[:2] {
		return code
	}
	n, _ := strconv.Atoi(code[2:])
	m, _ := strconv.Atoi(before[2:])
	if n == m+1 {
		return ""
	}
	return strconv.Itoa(n - m)
}

func postalTable(communes []place) string {
	var b strings.Builder
	for _, c := range communes {
		if len(c.Postal) > 0 {
			slices.Sort(c.Postal)
			fmt.Fprintf(&b, "%s\t%s\n", c.Code, strings.Join(c.Postal, " "))
		}
	}
	return b.String()
}

func unionTable(unions []union) string {
	slices.SortFunc(unions, func(a, b union) int { return strings.Compare(a.Code, b.Code) })
	var b strings.Builder
	for _, u := range unions {
		var members []string
		for _, m := range u.Members {
			members = append(members, m.Code)
		}
		slices.Sort(members)
		fmt.Fprintf(&b, "%s\t%s\t%s\t%d\t%s\n", u.Code, u.Kind, typographic(u.Name), u.Population, strings.Join(members, " "))
	}
	return b.String()
}

func departmentTable(departments, communes []place) string {
	lived := map[string]bool{}
	for _, c := range communes {
		lived[c.Department] = true
	}
	slices.SortFunc(departments, func(a, b place) int { return strings.Compare(a.Code, b.Code) })
	var b strings.Builder
	for _, d := range departments {
		if lived[d.Code] {
			name := typographic(d.Name)
			fmt.Fprintf(&b, "%s\t%s\t%s\t%s\t%s\n", d.Code, name, d.Region, overseas(d), of(d.Link, name))
		}
	}
	return b.String()
}

func regionTable(regions, communes []place) string {
	lived := map[string]bool{}
	for _, c := range communes {
		lived[c.Region] = true
	}
	slices.SortFunc(regions, func(a, b place) int { return strings.Compare(a.Code, b.Code) })
	var b strings.Builder
	for _, r := range regions {
		if lived[r.Code] {
			fmt.Fprintf(&b, "%s\t%s\t%s\n", r.Code, typographic(r.Name), overseas(r))
		}
	}
	return b.String()
}

func overseas(p place) string {
	if p.Zone == "metro" {
		return "0"
	}
	return "1"
}

// of joins a name to the French preposition; the number is INSEE's TNCC code.
func of(link int, name string) string {
	switch link {
	case 1:
		return "d’" + name
	case 2:
		return "du " + name
	case 3:
		return "de la " + name
	case 4:
		return "des " + name
	case 5:
		return "de l’" + name
	}
	return "de " + name
}

// typographic replaces the straight apostrophe of the official files.
func typographic(name string) string { return strings.ReplaceAll(name, "'", "’") }
