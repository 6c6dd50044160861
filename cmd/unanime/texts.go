package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strconv"

	"unanime/cluster"
	"unanime/internal/atomicfile"
	"unanime/internal/sheet"
)

// groupFlags say how texts are grouped.
type groupFlags struct {
	K      string `short:"k" help:"Number of groups; auto, the default, suggests one." default:"auto" placeholder:"N"`
	Method string `help:"Method, one of ${methods}." default:"${method}" placeholder:"NAME"`
	Seed   uint64 `help:"Start of every random choice, 1 by default." default:"1" placeholder:"N"`
}

func (f groupFlags) options() (cluster.Options, error) {
	opt := cluster.Options{Method: f.Method, Seed: f.Seed}
	if f.K == "auto" {
		return opt, nil
	}
	k, err := strconv.Atoi(f.K)
	if err != nil || k < 1 {
		return opt, usage("-k %s: give a number from 1, or auto", f.K)
	}
	opt.K = k
	return opt, nil
}

// adviseGroups says what to do about texts that cannot be grouped.
func adviseGroups(file string, n int, opt cluster.Options, err error) error {
	duplicate, isDuplicate := errors.AsType[cluster.ErrDuplicateID](err)
	switch {
	case isDuplicate:
		return fmt.Errorf("%s: the id %q is given twice; give each row its own", file, duplicate.ID)
	case errors.Is(err, cluster.ErrNoTexts):
		return fmt.Errorf("%s holds no text; put one per row below the header", file)
	case errors.Is(err, cluster.ErrK):
		return fmt.Errorf("-k %d is more than the %d texts of %s; ask for fewer groups", opt.K, n, file)
	case errors.Is(err, cluster.ErrUnknownMethod):
		return usage("there is no method %q; choose one of %s", opt.Method, methodNames())
	}
	return err
}

func methodNames() string {
	names := ""
	for i, m := range cluster.Methods {
		if i > 0 {
			names += ", "
		}
		names += m.Name
	}
	return names
}

// readTable reads a table from a file, or from the standard input for "-".
func (p Program) readTable(path string) (*sheet.Table, error) {
	in, err := p.openInput(path)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	return sheet.Read(path, in, sheet.Limits{})
}

// readTexts reads the columns id and text.
func (p Program) readTexts(path string) ([]cluster.Text, error) {
	table, err := p.readTable(path)
	if err != nil {
		return nil, err
	}
	if err := table.Require("id", "text"); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	id, _ := table.Column("id")
	text, _ := table.Column("text")
	frugal(len(table.Rows))
	texts := make([]cluster.Text, len(table.Rows))
	for i, row := range table.Rows {
		texts[i] = cluster.Text{ID: row[id], Text: row[text]}
	}
	return texts, nil
}

func (p Program) openInput(path string) (io.ReadCloser, error) {
	if path == "-" {
		return io.NopCloser(p.Stdin), nil
	}
	f, err := os.Open(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("there is no file %s; check its name", path)
	case errors.Is(err, fs.ErrPermission):
		return nil, fmt.Errorf("%s cannot be read; change its rights", path)
	case err != nil:
		return nil, err
	}
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return nil, errors.Join(fmt.Errorf("%s is a folder; name a file", path), f.Close())
	}
	return f, nil
}

// writeOutput writes a whole file or nothing; to the standard output for "-".
func (p Program) writeOutput(path string, perm fs.FileMode, write func(io.Writer) error) error {
	if path == "-" || path == "" {
		return write(p.Stdout)
	}
	return atomicfile.Write(path, perm, write)
}
