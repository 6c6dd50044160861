package consult

import (
	"errors"
	"time"
)

// SignIn opens a session of the account until the given moment. The caller made
// the secret and gives its digest.
func (r *Register) SignIn(id SessionID, account AccountID, until time.Time) error {
	now := r.Now()
	return r.Store.Update(func(tx *Tx) error {
		if _, err := tx.Accounts.Get(account); err != nil {
			return err
		}
		return tx.Sessions.Put(id, Session{Account: account, Since: now.UTC(), Until: until.UTC()})
	})
}

// Who returns whoever signed in with that session: the public actor when there
// is none, or when it ended.
func (r *Register) Who(id SessionID) (by Actor, err error) {
	now := r.Now()
	err = r.Store.View(func(tx *Tx) error {
		s, err := tx.Sessions.Get(id)
		if errors.Is(err, ErrNotFound) || (err == nil && !now.Before(s.Until)) {
			by = Actor{}
			return nil
		}
		if err != nil {
			return err
		}
		account, err := tx.Accounts.Get(s.Account)
		by = account.Actor()
		return err
	})
	return by, err
}

// SignOut ends a session. Ending one that is not there is no error.
func (r *Register) SignOut(id SessionID) error {
	return r.Store.Update(func(tx *Tx) error { return tx.Sessions.Delete(id) })
}

// AccountOf returns the first account of that role: in a demonstration, where
// each role is one click away.
func (r *Register) AccountOf(role Role) (found Account, err error) {
	err = r.Store.View(func(tx *Tx) error {
		found = Account{}
		err := tx.Accounts.Each(func(_ AccountID, a Account) error {
			if found.ID == 0 && a.Role == role {
				found = a
			}
			return nil
		})
		if err == nil && found.ID == 0 {
			err = ErrNotFound
		}
		return err
	})
	return found, err
}

// Account returns one account.
func (r *Register) Account(id AccountID) (a Account, err error) {
	err = r.Store.View(func(tx *Tx) error {
		a, err = tx.Accounts.Get(id)
		return err
	})
	return a, err
}
