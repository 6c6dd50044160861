package cluster

import (
	"crypto/sha256"
	"embed"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
)

// fits compares the machine and the texts with those of the recipe.
func (r Recipe) fits(texts []Text) error {
	if _, err := findMethod(r.Method); err != nil {
		return &RecipeError{Part: PartMethod, Name: r.Method, Err: err}
	}
	if name, want, got := differing(r.Parameters, parameters()); name != "" {
		return &RecipeError{Part: PartParameters, Name: name, Want: want, Got: got}
	}
	if name, want, got := differing(r.Words, wordSums()); name != "" {
		return &RecipeError{Part: PartWords, Name: name, Want: want, Got: got}
	}
	if len(texts) != r.Texts {
		return &RecipeError{Part: PartCorpus, Want: fmt.Sprint(r.Texts, " texts"), Got: fmt.Sprint(len(texts), " texts")}
	}
	got, err := corpusSum(texts)
	if err != nil {
		return err
	}
	if got != r.Corpus {
		return &RecipeError{Part: PartCorpus, Want: r.Corpus, Got: got}
	}
	return nil
}

// differing returns the first name, in alphabetical order, under which two
// tables differ.
func differing[V comparable](want, got map[string]V) (name, inWant, inGot string) {
	all := maps.Clone(got)
	if all == nil {
		all = map[string]V{}
	}
	maps.Copy(all, want)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		w, inRecipe := want[name]
		g, here := got[name]
		if inRecipe != here || w != g {
			return name, present(w, inRecipe), present(g, here)
		}
	}
	return "", "", ""
}

func present[V any](v V, ok bool) string {
	if !ok {
		return "none"
	}
	return fmt.Sprint(v)
}

// corpusSum is the SHA-256 of the texts by increasing id: of each, the length of
// the id and of the text in 8 bytes, big-endian, then the two. It says nothing
// of the order of the rows, and no character can be shifted between two cells.
func corpusSum(texts []Text) (string, error) {
	sorted, err := sortTexts(texts)
	if err != nil {
		return "", err
	}
	digest := sha256.New()
	for _, t := range sorted {
		head := binary.BigEndian.AppendUint64(nil, uint64(len(t.ID)))
		digest.Write(binary.BigEndian.AppendUint64(head, uint64(len(t.Text))))
		io.WriteString(digest, t.ID)
		io.WriteString(digest, t.Text)
	}
	return hex.EncodeToString(digest.Sum(nil)), nil
}

//go:embed words
var wordFiles embed.FS

// wordSums is the SHA-256 of each word list.
func wordSums() map[string]string {
	sums := map[string]string{}
	files, err := fs.ReadDir(wordFiles, "words")
	for _, f := range files {
		var data []byte
		if data, err = wordFiles.ReadFile("words/" + f.Name()); err == nil {
			sums[f.Name()] = sum(data)
		}
	}
	if err != nil {
		panic(err) // they are part of the program
	}
	return sums
}

// parameters are the numbers that change a result, as the program has them.
func parameters() map[string]float64 {
	return map[string]float64{
		"min_shared": minShared, "max_share": maxShare,
		"smoothing": smoothing, "steps": steps, "starts": manyStarts,
		"unplaced_share": unplacedShare, "few_stems": fewStems,
		"pin_share": pinShare, "heaviest_pin": heaviestPin,
	}
}
