package cluster

import "context"

// Method is a way to make groups. Methods lists them all: a command-line flag,
// a settings page and the tests read that table, so a new method is one entry.
type Method struct {
	Name  string // for Options.Method and recipes
	Title string // in French, for people

	run func(context.Context, *analysis, job) error // fills part, and space and near when it has them
}

// Methods, the plainest first.
var Methods = []Method{
	{Name: "tfidf-kmeans", Title: "Mots pondérés (TF-IDF) et k-moyennes sphériques", run: runKMeans},
	{Name: "neighbours", Title: "Mots pondérés, textes voisins et k-moyennes sphériques", run: runNeighbours},
}

// DefaultMethod is the Name of the method used when none is asked for.
const DefaultMethod = "neighbours"

// job is what a method is asked: at most k groups of the points of an analysis.
type job struct {
	k    int // at least 1, at most the number of rows
	seed uint64
	done func(float64) // share done, from the goroutine that called run
}

// partition is what a method answers. Groups are numbered from 0 in any order;
// every one below k has at least one row, unless no row has a word: then k is 1.
type partition struct {
	k      int
	group  []int32   // by row: its group, -1 for a row without words
	second []int32   // by row: the next nearest group, -1 when there is none
	near   []float64 // by row: likeness to its group, in [0,1]; 0 without a group
	next   []float64 // by row: likeness to the second, at most near
}

func findMethod(name string) (Method, error) {
	if name == "" {
		name = DefaultMethod
	}
	for _, m := range Methods {
		if m.Name == name {
			return m, nil
		}
	}
	return Method{}, ErrUnknownMethod
}
