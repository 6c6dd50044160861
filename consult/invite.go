package consult

import (
	"errors"
	"fmt"
	"time"
)

// Guest is an official as the invitations see them.
type Guest struct {
	Official Official
	Account  AccountID // 0 for none: they cannot be invited
	Invited  time.Time // the last time, zero for never
	Waiting  bool      // that invitation is still in the outbox
	Entered  bool      // somebody came in by their account
	Answered bool      // they sent a contribution
}

// Writer writes the letter that invites, and makes the secret of its link; the
// register keeps the secret's digest only. It may be called more than once for
// one letter.
type Writer func(o Official, kind MailKind) (Letter, SessionID)

// Invitees says whom to invite: one official, or everybody who has not answered.
type Invitees struct {
	One OfficialID // 0 for all who have sent no contribution
}

const (
	// atOnce is how long an organiser's second press of the button for one
	// person is taken for the first one.
	atOnce = time.Minute
	// aDay is how long nobody is invited again together with all others.
	aDay = 24 * time.Hour
)

// Guests returns the officials by number, with where their invitation is.
func (r *Register) Guests(by Actor) (guests []Guest, err error) {
	if err := by.May(ActInvite); err != nil {
		return nil, err
	}
	err = r.Store.View(func(tx *Tx) error {
		guests, err = tx.guests(r.Congress)
		return err
	})
	return guests, err
}

func (tx *Tx) guests(id CongressID) (guests []Guest, err error) {
	ed := tx.Edition(id)
	at := map[OfficialID]int{}
	err = ed.Officials.Each(func(_ OfficialID, o Official) error {
		at[o.ID] = len(guests)
		guests = append(guests, Guest{Official: o})
		return nil
	})
	of := map[AccountID]int{}
	err = errors.Join(err, tx.Accounts.Each(func(_ AccountID, a Account) error {
		if i, ok := at[a.Official]; ok {
			of[a.ID] = i
			if guests[i].Account == 0 || a.Role == Member {
				guests[i].Account = a.ID
			}
		}
		return nil
	}))
	entered := func(a AccountID) {
		if i, ok := of[a]; ok {
			guests[i].Entered = true
		}
	}
	return guests, errors.Join(err,
		tx.Sessions.Each(func(_ SessionID, s Session) error {
			entered(s.Account)
			return nil
		}),
		tx.Invitations.Each(func(_ SessionID, in Invitation) error {
			if !in.Used.IsZero() {
				entered(in.Account)
			}
			return nil
		}),
		ed.Contributions.Each(func(_ ContributionID, c Contribution) error {
			if i, ok := at[c.Author]; ok && c.Stands() {
				guests[i].Answered = true
			}
			return nil
		}),
		ed.Outbox.Each(func(_ MailID, m Mail) error {
			if i, ok := at[m.To]; ok && m.Kind != MailReceipt {
				guests[i].Invited = m.Made
				guests[i].Waiting = m.State == MailWaiting || m.State == MailSending
			}
			return nil
		}),
	)
}

// InviteByMail puts an invitation into the outbox for each of them who has an
// address, and returns how many. Its link holds until the collection closes:
// ErrClosed after that. Nobody gets a second one while the first waits; all
// together, nobody who was invited within a day.
func (r *Register) InviteByMail(by Actor, whom Invitees, write Writer) (invited int, err error) {
	if err := by.May(ActInvite); err != nil {
		return 0, err
	}
	now := r.Now()
	err = r.Store.Update(func(tx *Tx) error {
		invited = 0
		c, err := tx.Congresses.Get(r.Congress)
		if err != nil {
			return err
		}
		s := scene{tx.Edition(r.Congress), c, now}
		if !now.Before(c.Freeze()) {
			return ErrClosed
		}
		guests, err := tx.guests(r.Congress)
		if err != nil {
			return err
		}
		for _, g := range guests {
			if !whom.include(g, now) {
				continue
			}
			if err := s.invite(tx, g, write); err != nil {
				return err
			}
			invited++
		}
		if invited == 0 {
			return nil
		}
		object := fmt.Sprintf("%d officials", invited)
		if whom.One != 0 {
			object = fmt.Sprintf("official %d", whom.One)
		}
		return record(s.Edition, now, by, ActInvite, object)
	})
	return invited, err
}

func (w Invitees) include(g Guest, now time.Time) bool {
	if g.Account == 0 || g.Official.Email == "" || g.Waiting {
		return false
	}
	if w.One != 0 {
		return g.Official.ID == w.One && now.Sub(g.Invited) >= atOnce
	}
	return !g.Answered && now.Sub(g.Invited) >= aDay
}

func (s scene) invite(tx *Tx, g Guest, write Writer) error {
	kind := MailInvitation
	if !g.Invited.IsZero() {
		kind = MailReminder
	}
	letter, secret := write(g.Official, kind)
	_, err := s.post(Mail{To: g.Official.ID, Kind: kind}, letter)
	return errors.Join(err, tx.Invitations.Put(secret, Invitation{Account: g.Account, Until: s.congress.Freeze().UTC()}))
}
