package consult

import (
	"errors"
	"time"
)

// ErrSpent: the invitation was used or its time is over.
var ErrSpent = errors.New("invitation spent")

// Invite writes an invitation for the account, good until the given moment. The
// caller made the secret and gives its digest.
func (r *Register) Invite(id SessionID, account AccountID, until time.Time) error {
	return r.Store.Update(func(tx *Tx) error {
		if _, err := tx.Accounts.Get(account); err != nil {
			return err
		}
		return tx.Invitations.Put(id, Invitation{Account: account, Until: until.UTC()})
	})
}

// Invitation says whom the invitation would let in. It changes nothing, however
// often a mail scanner asks. ErrSpent or ErrNotFound.
func (r *Register) Invitation(id SessionID) (a Account, err error) {
	now := r.Now()
	err = r.Store.View(func(tx *Tx) error {
		in, err := tx.Invitations.Get(id)
		if err != nil {
			return err
		}
		if !in.good(now) {
			return ErrSpent
		}
		a, err = tx.Accounts.Get(in.Account)
		return err
	})
	return a, err
}

// Enter opens the session of the invited account and spends the invitation.
func (r *Register) Enter(id, session SessionID, until time.Time) (a Account, err error) {
	now := r.Now()
	err = r.Store.Update(func(tx *Tx) error {
		in, err := tx.Invitations.Get(id)
		if err != nil {
			return err
		}
		if !in.good(now) {
			return ErrSpent
		}
		in.Used = now.UTC()
		if a, err = tx.Accounts.Get(in.Account); err != nil {
			return err
		}
		return errors.Join(
			tx.Invitations.Put(id, in),
			tx.Sessions.Put(session, Session{Account: a.ID, Since: now.UTC(), Until: until.UTC()}),
		)
	})
	return a, err
}

func (in Invitation) good(now time.Time) bool { return in.Used.IsZero() && now.Before(in.Until) }
