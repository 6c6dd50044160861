package cluster

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// Recipe is all it takes to make a classification again, to the same bytes,
// from the same texts: what was asked of the machine, what the machine was, what
// people decided since, and the sums to check by. It holds no text.
type Recipe struct {
	Format     int                `json:"format"`         // recipeFormat
	Program    string             `json:"program"`        // version that made it; told, never compared
	Method     string             `json:"method"`         // Name of an entry of Methods
	K          int                `json:"k"`              // groups asked of the first run; 0 let the machine suggest
	Fine       int                `json:"fine,omitempty"` // Levels.Fine when a person chose Levels.Cut(K) at a slider; else 0, and the first run is Run
	Seed       uint64             `json:"seed"`           // of the first run
	Parameters map[string]float64 `json:"parameters"`     // of the machine, by name
	Words      map[string]string  `json:"words"`          // SHA-256 of each word list, by its file name
	Texts      int                `json:"texts"`          // ideas at the end, the late ones included
	Corpus     string             `json:"corpus"`         // SHA-256 of their ids and texts; see corpusSum
	Journal    []Step             `json:"journal"`        // what came after the first run, in order
	Result     string             `json:"result"`         // State.SHA256 at the end
}

const recipeFormat = 1

// Step is one entry of the journal of a recipe; exactly one field is set.
type Step struct {
	Decide *Decision  `json:"decide,omitempty"` // a person decided
	Rerun  *RerunStep `json:"rerun,omitempty"`  // a person accepted moves of a re-run
	Late   []string   `json:"late,omitempty"`   // ideas that came late were placed, all at once
}

// RerunStep is a re-run and what was accepted of it.
type RerunStep struct {
	K        int      `json:"k"` // as in Options
	Seed     uint64   `json:"seed"`
	Accepted []string `json:"accepted"` // ideas
}

// NewRecipe describes how a state came to be: a Run with opt of the texts, less
// those that came late, then a journal. The caller adds Journal, in Program the
// version, and Fine when the first state came from [Explore]. Errors: ErrUnknownMethod, ErrDuplicateID.
func NewRecipe(texts []Text, opt Options, made State) (Recipe, error) {
	method, err := findMethod(opt.Method)
	if err != nil {
		return Recipe{}, err
	}
	corpus, err := corpusSum(texts)
	if err != nil {
		return Recipe{}, err
	}
	return Recipe{
		Format: recipeFormat, Method: method.Name, K: opt.K, Seed: opt.Seed,
		Parameters: parameters(), Words: wordSums(), Texts: len(texts), Corpus: corpus,
		Journal: []Step{}, Result: made.SHA256(),
	}, nil
}

// RecipePart names a part of a recipe.
type RecipePart string

// The parts that can differ, in the order in which they are compared.
const (
	PartFormat     RecipePart = "format"
	PartMethod     RecipePart = "method"
	PartParameters RecipePart = "parameters"
	PartWords      RecipePart = "words"
	PartCorpus     RecipePart = "corpus"
	PartJournal    RecipePart = "journal"
	PartResult     RecipePart = "result"
)

// RecipeError says which part of a recipe does not fit what is here.
type RecipeError struct {
	Part      RecipePart
	Name      string // of the parameter or the word list; the number of the step
	Want, Got string // of the recipe, and here; may be empty
	Err       error  // may be nil
}

func (e *RecipeError) Error() string {
	what := string(e.Part)
	if e.Name != "" {
		what += " " + e.Name
	}
	if e.Err != nil {
		return fmt.Sprintf("cluster: recipe, %s: %v", what, e.Err)
	}
	return fmt.Sprintf("cluster: recipe, %s: %s in the recipe, %s here", what, e.Want, e.Got)
}

func (e *RecipeError) Unwrap() error { return e.Err }

// Write writes the recipe as JSON, for people to read too.
func (r Recipe) Write(w io.Writer) error {
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	out.SetIndent("", "  ")
	return out.Encode(r)
}

// ReadRecipe reads what Write wrote. The errors are *RecipeError of PartFormat.
func ReadRecipe(in io.Reader) (r Recipe, err error) {
	dec := json.NewDecoder(in)
	if err := dec.Decode(&r); err != nil {
		return Recipe{}, &RecipeError{Part: PartFormat, Err: fmt.Errorf("this is no recipe: %w", err)}
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return Recipe{}, &RecipeError{Part: PartFormat, Err: errors.New("something stands after the recipe")}
	}
	if r.Format != recipeFormat {
		return Recipe{}, &RecipeError{Part: PartFormat, Want: fmt.Sprint(r.Format), Got: fmt.Sprint(recipeFormat)}
	}
	return r, nil
}
