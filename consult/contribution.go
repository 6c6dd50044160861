package consult

import (
	"crypto/sha256"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// MaxText is how long a contribution may be, in bytes of UTF-8 (16 KiB, some
// 2,500 words).
const MaxText = 16 << 10

// ContributionID numbers the contributions of a congress from 1.
type ContributionID uint64

// String is what people see: C-0217.
func (id ContributionID) String() string { return fmt.Sprintf("C-%04d", uint64(id)) }

// ParseContributionID reads "217", "0217" or "C-0217".
func ParseContributionID(s string) (ContributionID, error) {
	n, err := strconv.ParseUint(strings.TrimPrefix(strings.ToUpper(s), "C-"), 10, 64)
	if err != nil || n == 0 {
		return 0, ErrNotFound
	}
	return ContributionID(n), nil
}

// Contribution is what an official sent, without its text (see [Text]).
type Contribution struct {
	ID         ContributionID
	Author     OfficialID
	Department string // of the author when sent
	Question   int    // 0 when it is about none
	Channel    Channel
	Place      string // where a workshop or paper sheet was gathered
	Sheet      string // number of the paper sheet
	Signed     bool   // the author agrees to be named when quoted
	Sent       time.Time
	Amended    time.Time // zero when never
	Withdrawn  time.Time // zero while it stands
	Late       bool      // sent after the freeze
	Version    int       // from 1; grows with each amendment
	EnteredBy  AccountID // who typed it for its author; 0 when the author did, or an import
	Entered    time.Time // when it was typed; zero with EnteredBy
}

// Stands says whether the contribution was not withdrawn.
func (c Contribution) Stands() bool { return c.Withdrawn.IsZero() }

// Correctable says whether who typed it may still mend it or take it back.
func (c Contribution) Correctable(now time.Time) bool {
	return c.Stands() && c.EnteredBy != 0 && now.Before(c.Entered.Add(typingGrace))
}

// Text is the words of a contribution, exactly as sent, with the earlier
// versions. It is sealed under its author's key.
type Text struct {
	Author  OfficialID
	Body    string
	History []Revision // oldest first
}

// Owner is the author.
func (t Text) Owner() OfficialID { return t.Author }

// Revision is a text as it stood until At.
type Revision struct {
	Body string
	At   time.Time
}

// Channel is how a contribution came.
type Channel string

const (
	Online   Channel = "online"
	Paper    Channel = "paper"
	Phone    Channel = "phone"
	Workshop Channel = "workshop"
)

// ReceiptKey finds what an idempotency key already did: the same form sent
// twice writes once.
type ReceiptKey struct {
	Account AccountID
	Key     string // 8 to 64 characters chosen by the browser
}

// Receipt is the answer that was given.
type Receipt struct {
	Contribution ContributionID
	Digest       [sha256.Size]byte // of everything the form said
}
