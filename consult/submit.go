package consult

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Form is what an official sends.
type Form struct {
	Key      string // idempotency key, 8 to 64 characters, chosen by the browser
	Text     string // kept byte for byte
	Question int    // 0 for none
	Signed   bool
}

// Submit takes a contribution in and numbers it. The same key with the same
// form returns what the first sending made; with another form, ErrKeyReused.
// After the freeze contributions are taken as late until the drafting opens;
// then ErrClosed. A *InvalidError says what is wrong with the form.
func (r *Register) Submit(by Actor, f Form) (c Contribution, err error) {
	return r.SubmitWithReceipt(by, f, nil)
}

// Acknowledge writes the letter that tells an official what was received.
type Acknowledge func(Official, Contribution) Letter

// SubmitWithReceipt is Submit, and puts a letter into the outbox for an author
// who has an address, in the same act: one letter for one contribution, however
// often the form comes.
func (r *Register) SubmitWithReceipt(by Actor, f Form, write Acknowledge) (c Contribution, err error) {
	if err := f.check(); err != nil {
		return c, err
	}
	err = r.act(by, ActSubmit, func(s scene) (string, error) {
		key := ReceiptKey{by.Account, f.Key}
		receipt, err := s.Receipts.Get(key)
		if err == nil {
			if receipt.Digest != f.digest() {
				return "", ErrKeyReused
			}
			c, err = s.Contributions.Get(receipt.Contribution)
			return "", err
		}
		if !errors.Is(err, ErrNotFound) {
			return "", err
		}
		if c, err = s.take(by, f); err != nil {
			return "", err
		}
		return c.ID.String(), errors.Join(s.Receipts.Put(key, Receipt{c.ID, f.digest()}), s.acknowledge(c, write))
	})
	return c, err
}

func (s scene) take(by Actor, f Form) (Contribution, error) {
	if err := s.phase(Collect, Classify); err != nil {
		return Contribution{}, err
	}
	if _, ok := s.congress.Question(f.Question); !ok && f.Question != 0 {
		return Contribution{}, &InvalidError{Field: "question", Why: WhyUnknown}
	}
	author, err := s.Officials.Get(by.Official)
	if err != nil {
		return Contribution{}, fmt.Errorf("author: %w", err)
	}
	c := Contribution{
		Author: author.ID, Department: author.Territory.Department,
		Question: f.Question, Channel: Online, Signed: f.Signed,
		Sent: s.now.UTC(), Late: s.congress.PhaseAt(s.now) != Collect,
	}
	return s.enter(c, f.Text)
}

// acknowledge posts the receipt, when there is somewhere to send it.
func (s scene) acknowledge(c Contribution, write Acknowledge) error {
	if write == nil {
		return nil
	}
	author, err := s.Officials.Get(c.Author)
	if err != nil || author.Email == "" {
		return err
	}
	_, err = s.post(Mail{To: author.ID, Kind: MailReceipt, About: c.ID}, write(author, c))
	return err
}

// enter numbers the contribution and writes it with its text.
func (s scene) enter(c Contribution, body string) (Contribution, error) {
	n, err := s.Contributions.Next()
	if err != nil {
		return c, err
	}
	c.ID, c.Version = ContributionID(n), 1
	mine, err := s.Authored.Get(c.Author)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return c, err
	}
	return c, errors.Join(
		s.Contributions.Put(c.ID, c),
		s.Texts.Put(c.ID, Text{Author: c.Author, Body: body}),
		s.Authored.Put(c.Author, append(mine, c.ID)),
	)
}

func (f Form) digest() [sha256.Size]byte {
	return sha256.Sum256(fmt.Appendf(nil, "%d\x00%t\x00%s", f.Question, f.Signed, f.Text))
}

func (f Form) check() error {
	if n := len(f.Key); n < 8 || n > 64 {
		return &InvalidError{Field: "key", Why: WhyUnknown}
	}
	return CheckText(f.Text)
}

// CheckText says whether a text can be a contribution: not blank, at most
// MaxText bytes, UTF-8, no control character but tabs and line ends. The error
// is an *InvalidError.
func CheckText(body string) error {
	switch {
	case strings.TrimSpace(body) == "":
		return &InvalidError{Field: "text", Why: WhyEmpty}
	case len(body) > MaxText:
		return &InvalidError{Field: "text", Why: WhyTooLong, Limit: MaxText}
	case !utf8.ValidString(body) || strings.ContainsFunc(body, isForbidden):
		return &InvalidError{Field: "text", Why: WhyNotText}
	}
	return nil
}

func isForbidden(r rune) bool {
	return unicode.IsControl(r) && r != '\n' && r != '\r' && r != '\t'
}

// Change is a new wording by the author.
type Change struct {
	ID      ContributionID
	Version int // the version the author read
	Text    string
	Signed  bool
}

// Amend replaces the text until the freeze and keeps the earlier one in the
// history. ErrStale when the author's page was not up to date: sending the same
// text twice is no error.
func (r *Register) Amend(by Actor, ch Change) (c Contribution, err error) {
	if err := CheckText(ch.Text); err != nil {
		return c, err
	}
	err = r.act(by, ActAmend, func(s scene) (string, error) {
		var t Text
		if c, t, err = s.own(by, ch.ID); err != nil {
			return "", err
		}
		if t.Body == ch.Text && c.Signed == ch.Signed {
			return "", nil
		}
		if err := s.phase(Collect); err != nil {
			return "", err
		}
		if c.Version != ch.Version {
			return "", ErrStale
		}
		if t.Body != ch.Text {
			t.History = append(t.History, Revision{Body: t.Body, At: s.now.UTC()})
			t.Body = ch.Text
		}
		c.Version, c.Amended, c.Signed = c.Version+1, s.now.UTC(), ch.Signed
		return c.ID.String(), errors.Join(s.Texts.Put(c.ID, t), s.Contributions.Put(c.ID, c))
	})
	return c, err
}

// Withdraw takes the contribution back: its text, its history and its place in
// the classification go, its number and date stay. It can be done at any time.
func (r *Register) Withdraw(by Actor, id ContributionID) error {
	return r.act(by, ActWithdraw, func(s scene) (string, error) {
		c, _, err := s.own(by, id)
		if errors.Is(err, ErrWithdrawn) {
			return "", nil
		}
		if err != nil {
			return "", err
		}
		return c.ID.String(), s.withdraw(c)
	})
}

func (s scene) withdraw(c Contribution) error {
	c.Withdrawn = s.now.UTC()
	return errors.Join(
		s.Contributions.Put(c.ID, c),
		s.Texts.Delete(c.ID),
		s.Placements.Delete(c.ID.Whole()),
	)
}

// own returns the actor's contribution with its text.
func (s scene) own(by Actor, id ContributionID) (Contribution, Text, error) {
	c, err := s.Contributions.Get(id)
	if err != nil {
		return c, Text{}, err
	}
	if !by.owns(c) {
		return c, Text{}, ErrForbidden
	}
	if !c.Stands() {
		return c, Text{}, ErrWithdrawn
	}
	t, err := s.Texts.Get(id)
	return c, t, err
}

func late(c Congress, sent time.Time) bool {
	freeze := c.Freeze()
	return !freeze.IsZero() && !sent.Before(freeze)
}
