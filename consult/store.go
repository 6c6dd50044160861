package consult

import "time"

// Store keeps everything. View reads one consistent state; Update writes, and
// has fsynced when it returns nil. When f returns an error nothing of it is
// written and the error comes back as it is. f may be run more than once and
// must have no other effect than on its Tx, which is dead once f returns.
type Store interface {
	View(f func(*Tx) error) error
	Update(f func(*Tx) error) error
}

// Tx is one transaction.
type Tx struct {
	Congresses  Table[CongressID, Congress]
	Accounts    Table[AccountID, Account]
	Sessions    Table[SessionID, Session]
	Invitations Table[SessionID, Invitation]
	Edition     func(CongressID) *Edition
}

// Edition is what belongs to one congress.
type Edition struct {
	Officials     Table[OfficialID, Official]
	Contributions Table[ContributionID, Contribution]
	Texts         Table[ContributionID, Text]
	Authored      Table[OfficialID, []ContributionID] // ascending
	Typed         Table[AccountID, []ContributionID]  // the last that somebody typed for others, ascending
	Receipts      Table[ReceiptKey, Receipt]
	Proposals     Table[ProposalID, Proposal]
	Themes        Table[ThemeID, Theme]
	Placements    Table[IdeaID, Placement]
	Outbox        Table[MailID, Mail]
	Letters       Table[MailID, Letter]
	MailQueue     Table[MailID, time.Time] // when what is still to be sent is due
	Journal       Table[uint64, Entry]
}

// Table is records under ordered keys.
type Table[K, V any] interface {
	// Get returns ErrNotFound when there is nothing under k.
	Get(k K) (V, error)
	Put(k K, v V) error
	// Delete of what is not there is no error.
	Delete(k K) error
	// Next returns the next number of the table's sequence, from 1. A number
	// that was committed is never given twice, also after deletions.
	Next() (uint64, error)
	// Each visits all records by ascending key and stops at the first error.
	Each(visit func(K, V) error) error
}

// Personal is a value that is sealed under the key of the person it belongs to.
type Personal interface{ Owner() OfficialID }
