package main

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

const (
	sumFile = "assets/static/bundle.sum"
	mend    = "run “make assets” and commit what it writes"
)

// Check returns an error naming the first file that makes the committed bundle
// stale. Without the packages that the islands import, it compares the recorded
// sums of sources and outputs; with them, it also builds again.
func Check(dir string) error {
	present, err := sums(dir)
	if err != nil {
		return err
	}
	recorded, err := os.ReadFile(filepath.Join(dir, sumFile))
	if errors.Is(err, fs.ErrNotExist) && present == "" {
		return nil
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if name := firstDifference(string(recorded), present); name != "" {
		return fmt.Errorf("the bundle is stale: %s changed; %s", name, mend)
	}
	outputs, err := Build(dir)
	if errors.Is(err, ErrPackages) {
		return nil
	}
	if err != nil {
		return err
	}
	return compare(dir, outputs)
}

// compare finds what another esbuild or other packages would write.
func compare(dir string, outputs map[string][]byte) error {
	old, err := committed(dir)
	if err != nil {
		return err
	}
	for _, name := range old {
		content, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			return err
		}
		if !bytes.Equal(content, outputs[name]) {
			return fmt.Errorf("the bundle is stale: %s is built differently now; %s", name, mend)
		}
	}
	if len(old) != len(outputs) {
		return fmt.Errorf("the bundle is stale: %d files are built, %d are committed; %s", len(outputs), len(old), mend)
	}
	return nil
}

func writeSums(dir string) error {
	text, err := sums(dir)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, sumFile), []byte(text), 0o644)
}

// sums has one line per source and per output, as sha256sum writes them.
func sums(dir string) (string, error) {
	names, err := sourceFiles(dir)
	if err != nil {
		return "", err
	}
	outputs, err := committed(dir)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for _, name := range append(names, outputs...) {
		content, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&b, "%x  %s\n", sha256.Sum256(content), name)
	}
	return b.String(), nil
}

// sourceFiles lists in order what the outputs depend on: the versions of the
// packages are in the lock file, the packages themselves are not listed.
func sourceFiles(dir string) (names []string, err error) {
	for _, folder := range []string{"assets/islands", "assets/styles"} {
		err := fs.WalkDir(os.DirFS(dir), folder, func(name string, entry fs.DirEntry, err error) error {
			switch {
			case errors.Is(err, fs.ErrNotExist):
				return nil
			case err != nil:
				return err
			case entry.IsDir() && entry.Name() == "node_modules":
				return fs.SkipDir
			case !entry.IsDir() && slices.Contains([]string{".ts", ".css", ".json"}, path.Ext(name)):
				names = append(names, name)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return names, nil
}

// committed lists in order the outputs that lie under dir.
func committed(dir string) (names []string, err error) {
	for _, pattern := range []string{"assets/static/css/*.css", "assets/static/js/*.js"} {
		found, err := fs.Glob(os.DirFS(dir), pattern)
		if err != nil {
			return nil, err
		}
		names = append(names, found...)
	}
	return names, nil
}

// firstDifference returns the name on the first line that only one text has.
func firstDifference(a, b string) string {
	inA, inB := strings.Split(a, "\n"), strings.Split(b, "\n")
	for _, line := range append(slices.Clone(inA), inB...) {
		if !slices.Contains(inA, line) || !slices.Contains(inB, line) {
			_, name, _ := strings.Cut(line, "  ")
			return name
		}
	}
	return ""
}
