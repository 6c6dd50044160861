package consult

import (
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
)

// Record is a contribution that came by another way: on paper, from a workshop,
// from another form.
type Record struct {
	Contribution // Question, Channel, Place, Sheet, Signed and Sent count, and Author when By is nil
	Text         string
	By           *Official // the author, to be found or made; without any name, always somebody of their own
	Ref          string    // what the record is called where it comes from; may be empty
}

// Imported is what an import did.
type Imported struct {
	IDs       []ContributionID // of each record, in order
	New       int              // contributions written
	Known     int              // records that an earlier import had brought
	Officials int              // officials made
}

// WhyTwice: two records of one import carry the same reference.
const WhyTwice Why = "given twice"

// maxLine bounds what stands on one line of a record, in bytes: a name, a place.
const maxLine = 300

// RecordError says which record stopped an import.
type RecordError struct {
	Record int // from 1
	Err    error
}

func (e *RecordError) Error() string { return fmt.Sprintf("record %d: %v", e.Record, e.Err) }

// Unwrap gives what is wrong with the record.
func (e *RecordError) Unwrap() error { return e.Err }

// Import takes many contributions in at once, all or none, in order. What was
// brought before is not written again: a record is known by its reference, or
// else by its author and text, the second of two alike being another. A
// reference that came before with other words is ErrKeyReused.
//
// An author is found among the officials by name and place (see directory), or
// is made one, with an account. A *RecordError says which record is wrong.
func (r *Register) Import(by Actor, records []Record) (Imported, error) {
	return r.bring(by, records, nil)
}

var errRehearsed = errors.New("rehearsed")

// Rehearse says what Import would do. It runs the very same rules, and leaves
// everything as it was.
func (r *Register) Rehearse(by Actor, records []Record) (Imported, error) {
	done, err := r.bring(by, records, errRehearsed)
	if errors.Is(err, errRehearsed) {
		err = nil
	}
	done.IDs = nil // the numbers were given back
	return done, err
}

// bring imports, and ends with last.
func (r *Register) bring(by Actor, records []Record, last error) (done Imported, err error) {
	if err := by.May(ActImport); err != nil {
		return done, err
	}
	if err := checkRecords(records); err != nil {
		return done, err
	}
	now := r.Now()
	err = r.Store.Update(func(tx *Tx) error {
		c, err := tx.Congresses.Get(r.Congress)
		if err != nil {
			return err
		}
		im := &importing{scene: scene{tx.Edition(r.Congress), c, now}, accounts: tx.Accounts, alike: map[[sha256.Size]byte]int{}}
		for i, rec := range records {
			if err := im.take(rec); err != nil {
				return &RecordError{i + 1, err}
			}
		}
		if done = im.done; last != nil || done.New == 0 {
			return last
		}
		return record(im.Edition, now, by, ActImport, fmt.Sprintf("%d contributions", done.New))
	})
	if err != nil && err != last {
		done = Imported{}
	}
	return done, err
}

// importing is an import under way.
type importing struct {
	scene
	accounts  Table[AccountID, Account]
	officials directory                 // nil until an author is looked for
	alike     map[[sha256.Size]byte]int // how often each author and text came
	done      Imported
}

// take writes one record, unless it is there.
func (im *importing) take(rec Record) error {
	key, digest := im.receipt(rec)
	receipt, err := im.Receipts.Get(key)
	switch {
	case err == nil && receipt.Digest != digest:
		return ErrKeyReused
	case err == nil:
		im.done.Known++
		im.done.IDs = append(im.done.IDs, receipt.Contribution)
		return nil
	case !errors.Is(err, ErrNotFound):
		return err
	}
	author, err := im.author(rec)
	if err != nil {
		return fmt.Errorf("author: %w", err)
	}
	c := rec.Contribution
	if _, ok := im.congress.Question(c.Question); !ok && c.Question != 0 {
		return &InvalidError{Field: "question", Why: WhyUnknown}
	}
	if c.Sent.IsZero() {
		c.Sent = im.now
	}
	if c.Channel == "" {
		c.Channel = Online
	}
	c.Sent, c.Author, c.Department = c.Sent.UTC(), author.ID, author.Territory.Department
	c.Late = late(im.congress, c.Sent)
	if c, err = im.enter(c, rec.Text); err != nil {
		return err
	}
	im.done.New++
	im.done.IDs = append(im.done.IDs, c.ID)
	return im.Receipts.Put(key, Receipt{c.ID, digest})
}

// receipt returns the key under which an import remembers the record, whoever
// imports, and the digest of what it said.
func (im *importing) receipt(rec Record) (ReceiptKey, [sha256.Size]byte) {
	digest := sha256.Sum256([]byte(rec.identity() + "\x00" + rec.Text))
	name := "ref\x00" + rec.Ref
	if rec.Ref == "" {
		im.alike[digest]++
		name = fmt.Sprintf("row\x00%x\x00%d", digest, im.alike[digest])
	}
	sum := sha256.Sum256([]byte(name))
	return ReceiptKey{Key: "import:" + base64.RawURLEncoding.EncodeToString(sum[:])}, digest
}

// identity tells the author from others, before they have a number. Somebody
// without a name is told by the sheet of paper.
func (rec Record) identity() string {
	switch by := rec.By; {
	case by == nil:
		return fmt.Sprintf("official %d", rec.Author)
	case nameless(*by):
		return "sheet\x00" + rec.Place + "\x00" + rec.Sheet
	case by.Territory.INSEE != "":
		return nameKey(*by) + "\x00" + by.Territory.INSEE
	default:
		return nameKey(*by) + "\x00" + by.Territory.Department
	}
}

// author returns the official who speaks.
func (im *importing) author(rec Record) (Official, error) {
	if rec.By == nil {
		return im.Officials.Get(rec.Author)
	}
	if im.officials == nil {
		known, err := readDirectory(im.Edition)
		if err != nil {
			return Official{}, err
		}
		im.officials = known
	}
	if known, ok := im.officials.find(*rec.By); ok {
		return known, nil
	}
	made, _, err := im.enrol(im.accounts, Enrolment{*rec.By, Member})
	if err == nil {
		im.done.Officials++
		im.officials.add(made)
	}
	return made, err
}

// checkRecords looks at what can be said of the records without the congress.
func checkRecords(records []Record) error {
	refs := map[string]bool{}
	for i, rec := range records {
		err := rec.check()
		if err == nil && refs[rec.Ref] {
			err = &InvalidError{Field: "ref", Why: WhyTwice}
		}
		if err != nil {
			return &RecordError{i + 1, err}
		}
		refs[rec.Ref] = rec.Ref != ""
	}
	return nil
}

func (rec Record) check() error {
	switch rec.Channel {
	case "", Online, Paper, Phone, Workshop:
	default:
		return &InvalidError{Field: "channel", Why: WhyUnknown}
	}
	lines := []struct{ field, value string }{{"ref", rec.Ref}, {"place", rec.Place}, {"sheet", rec.Sheet}}
	for _, l := range lines {
		if err := checkLine(l.field, l.value); err != nil {
			return err
		}
	}
	if rec.By != nil {
		if err := rec.By.check(); err != nil {
			return err
		}
	}
	return CheckText(rec.Text)
}
