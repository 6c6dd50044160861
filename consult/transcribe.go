package consult

import (
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"time"
)

// Transcription is what the organisation types for an official: a sheet of
// paper, a call, what was said in a workshop. The words are the official's.
type Transcription struct {
	Key      string     // idempotency key, 8 to 64 characters
	Author   OfficialID // 0 when By or Speaker tells who speaks
	By       *Official  // to be found by name and place, or enrolled
	Speaker  string     // a name alone, see voice; "" for somebody of the room
	Channel  Channel    // Paper, Phone or Workshop
	Place    string     // where it was gathered; may be empty
	Sheet    string     // number on the sheet; may be empty
	Question int        // 0 for none
	Signed   bool       // copied from the sheet
	Received time.Time  // zero for now; what is yet to come within half a day counts as now
	Text     string     // kept byte for byte
}

// Transcribed is the contribution that was made of it.
type Transcribed struct {
	Contribution
	// Twin is a contribution that stands under the same sheet number of the
	// same place, 0 for none. It is said, not refused: piles are numbered twice.
	Twin ContributionID
}

// typingGrace is how long who typed a contribution may correct it or take it
// back: the working day of the pile. After that the words are their author's
// alone.
const typingGrace = 24 * time.Hour

// typedKept is how many of the contributions somebody typed are listed to them.
const typedKept = 100

// WhyDate: the sheet comes from the future, or from more than a year ago.
const WhyDate Why = "impossible date"

// Transcribe takes a contribution in under its author's name, says who typed it
// and numbers it. As with Submit, the same key with the same words returns what
// the first sending made, and the calendar is the same; whether it is late is
// told by the day it was received.
func (r *Register) Transcribe(by Actor, t Transcription) (done Transcribed, err error) {
	if err := by.May(ActTranscribe); err != nil {
		return done, err
	}
	if n := len(t.Key); n < 8 || n > 64 {
		return done, &InvalidError{Field: "key", Why: WhyUnknown}
	}
	if err := t.check(); err != nil {
		return done, err
	}
	now := r.Now()
	err = r.Store.Update(func(tx *Tx) error {
		c, err := tx.Congresses.Get(r.Congress)
		if err != nil {
			return err
		}
		d := &dictation{scene{Edition: tx.Edition(r.Congress), congress: c, now: now}, tx.Accounts, by}
		done, err = d.once(t)
		return err
	})
	return done, err
}

// dictation is a transcription under way.
type dictation struct {
	scene
	accounts Table[AccountID, Account]
	by       Actor
}

// once writes the transcription unless its key did so before.
func (d *dictation) once(t Transcription) (Transcribed, error) {
	key := ReceiptKey{d.by.Account, t.Key}
	receipt, err := d.Receipts.Get(key)
	switch {
	case err == nil && receipt.Digest != t.digest():
		return Transcribed{}, ErrKeyReused
	case err == nil:
		c, err := d.Contributions.Get(receipt.Contribution)
		if err != nil {
			return Transcribed{}, err
		}
		twin, err := d.claim(c)
		return Transcribed{c, twin}, err
	case !errors.Is(err, ErrNotFound):
		return Transcribed{}, err
	}
	c, err := d.take(t)
	if err != nil {
		return Transcribed{}, err
	}
	twin, err := d.claim(c)
	return Transcribed{c, twin}, errors.Join(err,
		d.Receipts.Put(key, Receipt{c.ID, t.digest()}),
		d.remember(c.ID),
		record(d.Edition, d.now, d.by, ActTranscribe, c.ID.String()),
	)
}

func (d *dictation) take(t Transcription) (c Contribution, err error) {
	if err := d.phase(Collect, Classify); err != nil {
		return c, err
	}
	c = Contribution{Sent: d.now.UTC(), EnteredBy: d.by.Account, Entered: d.now.UTC()}
	if err := d.fill(&c, t); err != nil {
		return c, err
	}
	author, err := d.author(t)
	if err != nil {
		return c, fmt.Errorf("author: %w", err)
	}
	c.Author, c.Department = author.ID, author.Territory.Department
	return d.enter(c, t.Text)
}

// fill copies what stands on the sheet.
func (s scene) fill(c *Contribution, t Transcription) error {
	if _, ok := s.congress.Question(t.Question); !ok && t.Question != 0 {
		return &InvalidError{Field: "question", Why: WhyUnknown}
	}
	c.Channel, c.Question, c.Signed = t.Channel, t.Question, t.Signed
	c.Place, c.Sheet = strings.TrimSpace(t.Place), strings.TrimSpace(t.Sheet)
	if !t.Received.IsZero() {
		ahead := t.Received.Sub(s.now)
		if ahead > 12*time.Hour || t.Received.Before(s.now.AddDate(-1, 0, 0)) {
			return &InvalidError{Field: "received", Why: WhyDate}
		}
		c.Sent = t.Received.UTC()
		if ahead > 0 {
			c.Sent = s.now.UTC()
		}
	}
	c.Late = late(s.congress, c.Sent)
	return nil
}

// author finds or enrols whoever speaks.
func (d *dictation) author(t Transcription) (Official, error) {
	switch {
	case t.Author != 0:
		return d.Officials.Get(t.Author)
	case t.By == nil:
		return d.voice(t.Speaker)
	}
	known, err := readDirectory(d.Edition)
	if err != nil {
		return Official{}, err
	}
	if o, ok := known.find(*t.By); ok {
		return o, nil
	}
	o, _, err := d.enrol(d.accounts, Enrolment{*t.By, Member})
	return o, err
}

// voice is who speaks by the name alone: the only official who has that whole
// name, or else somebody new so named. A line of notes is never refused for it.
func (d *dictation) voice(name string) (Official, error) {
	var named []Official
	err := d.Officials.Each(func(_ OfficialID, o Official) error {
		if o.isNamed(name) {
			named = append(named, o)
		}
		return nil
	})
	if err != nil || len(named) == 1 {
		return append(named, Official{})[0], err
	}
	o, _, err := d.enrol(d.accounts, Enrolment{Official{Family: strings.TrimSpace(name)}, Member})
	return o, err
}

// isNamed says whether that is the official's whole name, in either order.
func (o Official) isNamed(name string) bool {
	name = foldName(name)
	return name != "" && !nameless(o) && (name == foldName(o.Given+" "+o.Family) || name == foldName(o.Family+" "+o.Given))
}

// claim notes whose the sheet number is, and returns who had it before. The
// note lies among the receipts, under a key that no browser can send: account 0
// belongs to nobody.
func (s scene) claim(c Contribution) (twin ContributionID, err error) {
	if c.Sheet == "" {
		return 0, nil
	}
	sum := sha256.Sum256([]byte(foldName(c.Place) + "\x00" + foldName(c.Sheet)))
	key := ReceiptKey{Key: "sheet:" + base64.RawURLEncoding.EncodeToString(sum[:])}
	holder, err := s.Receipts.Get(key)
	switch {
	case errors.Is(err, ErrNotFound):
		return 0, s.Receipts.Put(key, Receipt{Contribution: c.ID, Digest: sum})
	case err != nil || holder.Contribution == c.ID:
		return 0, err
	}
	first, err := s.Contributions.Get(holder.Contribution)
	if err != nil {
		return 0, err
	}
	if first.Stands() && foldName(first.Place) == foldName(c.Place) && foldName(first.Sheet) == foldName(c.Sheet) {
		return first.ID, nil
	}
	return 0, s.Receipts.Put(key, Receipt{Contribution: c.ID, Digest: sum})
}

// remember puts the contribution at the end of what the actor typed.
func (d *dictation) remember(id ContributionID) error {
	ids, err := d.Typed.Get(d.by.Account)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return err
	}
	ids = append(ids, id)
	return d.Typed.Put(d.by.Account, ids[max(0, len(ids)-typedKept):])
}

func (t Transcription) digest() [sha256.Size]byte {
	var by Official
	if t.By != nil {
		by = *t.By
	}
	return sha256.Sum256(fmt.Appendf(nil, "%d %q %q %q %q %q %d %t %d %q", t.Author, identityOf(by), t.Speaker, t.Channel, t.Place, t.Sheet, t.Question, t.Signed, t.Received.UnixNano(), t.Text))
}

func identityOf(o Official) []string {
	return []string{o.Given, o.Family, o.Mandate, o.Territory.INSEE, o.Territory.Commune, o.Territory.Department}
}

func (t Transcription) check() error {
	switch t.Channel {
	case Paper, Phone, Workshop:
	default:
		return &InvalidError{Field: "channel", Why: WhyUnknown}
	}
	for _, l := range []struct{ field, value string }{{"place", t.Place}, {"sheet", t.Sheet}, {"speaker", t.Speaker}} {
		if err := checkLine(l.field, l.value); err != nil {
			return err
		}
	}
	if t.By != nil {
		if err := t.By.check(); err != nil {
			return err
		}
	}
	return CheckText(t.Text)
}
