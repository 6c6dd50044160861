// Package unanime is the believable congress that every stage, the tests and the
// demonstration work on: real texts, invented people. The program itself is
// cmd/unanime; start reading at README.md.
package unanime

import (
	"embed"
	"io/fs"
)

//go:embed testdata/congress
var files embed.FS

// DemoCongress returns the files of the demonstration congress: congress.json,
// officials.csv, contributions.csv and README.md, which tells their columns, where
// the texts come from and under which licence.
func DemoCongress() fs.FS {
	folder, err := fs.Sub(files, "testdata/congress")
	if err != nil {
		panic("unanime: " + err.Error()) // the path is a constant
	}
	return folder
}
