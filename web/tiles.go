package web

import (
	"cmp"
	"slices"

	"unanime/assets/data"
)

// TileMap draws the départements all the same size, overseas included, and
// lists them beside: the drawing is never alone. It tells ranges, not counts: in
// a small département a count would point at someone.
type TileMap struct {
	Tiles         []Tile
	Rows          []TileRow // départements that have contributions, most first
	Width, Height int       // of the drawing, in its own units
}

// Tile is one département of the drawing.
type Tile struct {
	Code  string
	Name  string
	Range string // how many contributions, in words
	Level int    // of ink, 0 for none to 4
	X, Y  int    // of the left upper corner
	TextX int
	TextY int
}

// TileRow is one département of the table.
type TileRow struct {
	Code, Name, Range string
	level             int
}

// Sizes of the drawing, in units of its view box.
const (
	tileWidth  = 36
	tileHeight = 28
	tileGap    = 2
)

func tileMap(counts map[string]int) TileMap {
	var m TileMap
	for _, t := range data.Tiles() {
		tile := Tile{
			Code: t.Code, Name: departmentName(t.Code), Level: level(counts[t.Code]),
			X: t.X * (tileWidth + tileGap), Y: t.Y * (tileHeight + tileGap),
		}
		tile.Range = ranges[tile.Level]
		tile.TextX, tile.TextY = tile.X+tileWidth/2, tile.Y+tileHeight/2+5
		m.Width, m.Height = max(m.Width, tile.X+tileWidth), max(m.Height, tile.Y+tileHeight)
		m.Tiles = append(m.Tiles, tile)
	}
	for code, n := range counts {
		m.Rows = append(m.Rows, TileRow{code, departmentName(code), ranges[level(n)], level(n)})
	}
	slices.SortFunc(m.Rows, func(a, b TileRow) int {
		return cmp.Or(cmp.Compare(b.level, a.level), cmp.Compare(a.Code, b.Code))
	})
	return m
}

// ranges says each level in words.
var ranges = [...]string{"aucune contribution", "1 à 4 contributions", "5 à 9 contributions", "10 à 19 contributions", "20 contributions et plus"}

// level is the ink of a tile: fixed steps, so that two days compare.
func level(n int) int {
	switch {
	case n == 0:
		return 0
	case n < 5:
		return 1
	case n < 10:
		return 2
	case n < 20:
		return 3
	}
	return 4
}

func departmentName(code string) string {
	d, ok := data.DepartmentByCode(code)
	if !ok {
		return code
	}
	return d.Name
}

// place is a département as people name it: Lot (46).
func place(code string) string {
	if code == "" { // a voice of the room
		return "lieu non précisé"
	}
	return departmentName(code) + " (" + code + ")"
}
