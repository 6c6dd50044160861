package store

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path"
	"path/filepath"
	"strings"

	"unanime/consult"
)

// AckReport says what became of the acknowledgements that were given.
type AckReport struct {
	Found   int   `json:"found"`
	Gone    int   `json:"gone"` // withdrawn or erased since: there is no text to compare
	Missing []Ack `json:"missing"`
	Altered []Ack `json:"altered"`
}

// Ack is the word a client had that its text is saved.
type Ack struct {
	ID     string `json:"id"`     // as "/contributions/217", "217" or "C-0217"
	SHA256 string `json:"sha256"` // of the text, in hexadecimal
}

// CheckAcks reads one JSON object {"id", "sha256"} per line and looks for each
// text in every congress of a directory that nobody holds; an earlier version of
// an amended text counts. A last line that was cut short is passed over: its
// writer was killed too.
func CheckAcks(dir string, acks io.Reader) (AckReport, error) {
	var report AckReport
	e, err := openBolt(filepath.Join(dir, dataName), fitting{readOnly: true})
	if err != nil {
		return report, err
	}
	defer e.Close()
	if _, err := version(e, len(migrations)); err != nil {
		return report, err
	}
	err = protect(func() error {
		return e.View(func(r Reader) error { return report.read(r, acks) })
	})
	return report, err
}

func (a *AckReport) read(r Reader, acks io.Reader) error {
	tx := (&txn{Reader: r}).open()
	var all []*consult.Edition
	for _, name := range r.Buckets(editions) {
		all = append(all, tx.Edition(consult.CongressID(name)))
	}
	in := bufio.NewReader(acks)
	for n := 1; ; n++ {
		line, err := in.ReadBytes('\n')
		if err != nil && err != io.EOF {
			return err
		}
		if line = bytes.TrimSpace(line); len(line) > 0 {
			ack, bad := parseAck(line)
			if bad == nil {
				a.look(all, ack)
			} else if err == nil {
				return fmt.Errorf("line %d: %w", n, bad)
			}
		}
		if err == io.EOF {
			return nil
		}
	}
}

// parseAck takes the id as a string or as a number.
func parseAck(line []byte) (Ack, error) {
	var raw struct {
		ID     json.RawMessage `json:"id"`
		SHA256 string          `json:"sha256"`
	}
	if err := json.Unmarshal(line, &raw); err != nil {
		return Ack{}, err
	}
	ack := Ack{ID: string(raw.ID), SHA256: strings.ToLower(raw.SHA256)}
	if json.Unmarshal(raw.ID, &ack.ID) != nil {
		ack.ID = string(raw.ID)
	}
	if len(ack.ID) == 0 || len(ack.SHA256) != 2*sha256.Size {
		return ack, errors.New(`wants {"id","sha256"}`)
	}
	return ack, nil
}

func (a *AckReport) look(all []*consult.Edition, ack Ack) {
	place, _, _ := strings.Cut(ack.ID, "?")
	id, err := consult.ParseContributionID(strings.TrimSuffix(path.Base(place), ".json"))
	found, gone, other := false, false, false
	for _, ed := range all {
		c, errC := ed.Contributions.Get(id)
		if err != nil || errC != nil {
			continue
		}
		t, errT := ed.Texts.Get(id)
		switch {
		case errT == nil && said(t, ack.SHA256):
			found = true
		case !c.Stands() || errors.Is(errT, ErrErased):
			gone = true
		default:
			other = true
		}
	}
	switch {
	case found:
		a.Found++
	case gone:
		a.Gone++
	case other:
		a.Altered = append(a.Altered, ack)
	default:
		a.Missing = append(a.Missing, ack)
	}
}

// said says whether the text has, or had, that digest.
func said(t consult.Text, digest string) bool {
	is := func(body string) bool {
		sum := sha256.Sum256([]byte(body))
		return hex.EncodeToString(sum[:]) == digest
	}
	if is(t.Body) {
		return true
	}
	for _, r := range t.History {
		if is(r.Body) {
			return true
		}
	}
	return false
}
