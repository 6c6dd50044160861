package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	bolt "go.etcd.io/bbolt"
)

// Report is what Check found.
type Report struct {
	Contributions int       `json:"contributions"`
	Withdrawn     int       `json:"withdrawn"`
	Officials     int       `json:"officials"`
	Erased        int       `json:"erased"` // records whose key was destroyed
	Entries       int       `json:"entries"`
	Frames        int       `json:"frames"`
	Problems      []Problem `json:"problems"` // at most maxProblems; none is sound
}

// Problem is one thing that is not as it should be.
type Problem struct {
	Where string `json:"where"` // file, bucket and key
	What  string `json:"what"`
}

func (p Problem) String() string { return p.Where + ": " + p.What }

// maxProblems is where a report stops: a file with more is to be replaced, not
// read about.
const maxProblems = 1000

// Check reads a data directory, writes nothing and never panics. It looks at the
// structure of the files twice (see inspectFile; and bbolt's own check), at the
// digest and the seal of every record, at the chain of the journal, and at what
// refers to what. A *HeldError when a process has it open; ErrMissing,
// ErrNotDatabase, ErrFuture. All other damage is in the report.
func Check(dir string) (report Report, err error) {
	err = checkFile(&report, filepath.Join(dir, dataName), migrations, (*checker).data)
	if err != nil {
		return report, err
	}
	err = checkFile(&report, filepath.Join(dir, textsName), logMigrations, (*checker).texts)
	if err != nil {
		return report, err
	}
	if info, err := os.Stat(filepath.Join(dir, secretName)); err != nil || info.Size() != secretSize {
		report.Problems = append(report.Problems, Problem{secretName, "is missing or damaged"})
	}
	return report, nil
}

// checker gathers what is found in one file.
type checker struct {
	Reader
	report *Report
	file   string
}

func (c *checker) problem(where, what string, args ...any) {
	if len(c.report.Problems) < maxProblems {
		c.report.Problems = append(c.report.Problems, Problem{c.file + " " + where, fmt.Sprintf(what, args...)})
	}
}

func checkFile(report *Report, path string, known []migration, records func(*checker)) error {
	c := &checker{report: report, file: filepath.Base(path)}
	err := protect(func() error {
		e, err := openBolt(path, fitting{readOnly: true})
		if err != nil {
			return err
		}
		defer e.Close()
		if err := c.structure(e); err != nil {
			return err
		}
		if _, err := version(e, len(known)); err != nil && len(c.report.Problems) > 0 {
			return fmt.Errorf("%w: %w", ErrDamaged, err) // not foreign: its first page is gone
		} else if err != nil {
			return err
		}
		return e.View(func(r Reader) error {
			c.Reader = r
			records(c)
			return nil
		})
	})
	var broken *PanicError
	switch {
	case errors.As(err, &broken):
		c.problem("", "is damaged: reading it failed with a %v", err)
	case errors.Is(err, ErrDamaged):
		c.problem("", "%v", err)
	default:
		return err
	}
	return nil
}

// structure asks bbolt, and looks for a first page that does not hold: the file
// opens without it, and the last commit is gone.
func (c *checker) structure(e *boltEngine) error {
	h, err := readHead(e.file)
	if err != nil {
		return err
	}
	if h.alone {
		c.problem("", "one of its two first pages does not hold: the last commit may be lost")
	}
	return e.db.View(func(tx *bolt.Tx) error {
		for err := range tx.Check() {
			c.problem("", "%v", err)
		}
		return nil
	})
}
