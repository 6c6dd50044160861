package consult

import (
	"errors"
	"fmt"
)

// Founding is what a congress starts with.
type Founding struct {
	Congress  Congress
	Officials []Official // their ids are given by the founding, in order
	Staff     []Account  // organisers, drafters, the chair
}

// Found writes a congress, its officials, an account for each and the staff's
// accounts, in one act. It returns the account of each official, in order, then
// of each member of the staff.
func Found(store Store, f Founding) (accounts []AccountID, err error) {
	err = store.Update(func(tx *Tx) error {
		accounts = nil
		if _, err := tx.Congresses.Get(f.Congress.ID); !errors.Is(err, ErrNotFound) {
			return errors.Join(err, fmt.Errorf("congress %s: %w", f.Congress.ID, ErrExists))
		}
		if err := tx.Congresses.Put(f.Congress.ID, f.Congress); err != nil {
			return err
		}
		ed := tx.Edition(f.Congress.ID)
		var people []Account
		for _, o := range f.Officials {
			n, err := ed.Officials.Next()
			if err != nil {
				return err
			}
			o.ID = OfficialID(n)
			if err := ed.Officials.Put(o.ID, o); err != nil {
				return err
			}
			people = append(people, Account{Role: Member, Official: o.ID})
		}
		for _, a := range append(people, f.Staff...) {
			n, err := tx.Accounts.Next()
			if err != nil {
				return err
			}
			a.ID = AccountID(n)
			if err := tx.Accounts.Put(a.ID, a); err != nil {
				return err
			}
			accounts = append(accounts, a.ID)
		}
		return nil
	})
	return accounts, err
}
