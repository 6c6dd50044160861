package consult

import (
	"errors"
	"time"
)

// MailID numbers the messages of a congress from 1.
type MailID uint64

// Mail is a message in the outbox. What it says, and to which address, is in its
// Letter.
type Mail struct {
	ID    MailID
	To    OfficialID
	Kind  MailKind
	About ContributionID // of a receipt
	State MailState
	Made  time.Time
	Due   time.Time // when it is tried next; while it is being sent, when it is given up as lost
	Tries int
	Sent  time.Time
	Cause string // of the last failure, as "recipient 550"; never an address
}

// MailKind says what a message is for.
type MailKind string

const (
	MailInvitation MailKind = "invitation"
	MailReminder   MailKind = "reminder"
	MailReceipt    MailKind = "receipt"
)

// MailState says where a message is.
type MailState string

const (
	MailWaiting MailState = "waiting"
	MailSending MailState = "sending" // handed to the sender until Due
	MailSent    MailState = "sent"
	MailFailed  MailState = "failed"  // tried too often
	MailBounced MailState = "bounced" // refused for good
)

// Letter is what a message says. It goes once the message is sent: an invitation
// holds a secret.
type Letter struct {
	To      OfficialID
	Name    string
	Address string
	Subject string
	Text    string
	Link    string // "" for none
}

// Owner is the official: the letter is sealed under their key.
func (l Letter) Owner() OfficialID { return l.To }

// backOff is how long to wait after each failure; one more and the message has
// failed.
var backOff = []time.Duration{time.Minute, 5 * time.Minute, 30 * time.Minute, 2 * time.Hour, 12 * time.Hour}

const (
	// lease is how long a sender may take over a message. One that is lost with
	// its program is tried again after that.
	lease = 5 * time.Minute
	// heldFor is how long a message waits when no message gets through.
	heldFor = time.Minute
	// causeUnreadable: the letter is erased with its person, or damaged.
	causeUnreadable = "letter unreadable"
	// causeLost: the last try never came to an end.
	causeLost = "lost"
)

// post puts a letter into the outbox.
func (s scene) post(m Mail, l Letter) (MailID, error) {
	n, err := s.Outbox.Next()
	if err != nil {
		return 0, err
	}
	m.ID, m.State, m.Made, m.Due, l.To = MailID(n), MailWaiting, s.now.UTC(), s.now.UTC(), m.To
	return m.ID, errors.Join(s.Outbox.Put(m.ID, m), s.Letters.Put(m.ID, l), s.MailQueue.Put(m.ID, m.Due))
}

// NextMail takes the first message that is due, and whose turn it is to be
// handed over: nobody else gets it for as long as the lease lasts. The caller
// says how it went by MailDone. ErrNothing when none is due.
func (r *Register) NextMail() (m Mail, l Letter, err error) {
	now := r.Now()
	if _, err = r.dueMail(now); err != nil {
		return m, l, err
	}
	found := false
	err = r.Store.Update(func(tx *Tx) error {
		found = false
		ed := tx.Edition(r.Congress)
		id, err := firstDue(ed, now)
		if err != nil {
			return err
		}
		if m, err = ed.Outbox.Get(id); err != nil {
			return err
		}
		l, err = ed.Letters.Get(id)
		switch {
		case err != nil:
			return m.end(ed, MailFailed, causeUnreadable)
		case m.Tries > len(backOff):
			return m.end(ed, MailFailed, causeLost)
		}
		found = true
		m.State, m.Tries = MailSending, m.Tries+1
		return m.wait(ed, now.Add(lease))
	})
	if err == nil && !found {
		return r.NextMail() // that one is out of the queue: the next
	}
	return m, l, err
}

func (r *Register) dueMail(now time.Time) (id MailID, err error) {
	err = r.view(func(ed *Edition) error {
		id, err = firstDue(ed, now)
		return err
	})
	return id, err
}

// errEnough ends a visit that has found what it looked for.
var errEnough = errors.New("enough")

func firstDue(ed *Edition, now time.Time) (id MailID, err error) {
	err = ed.MailQueue.Each(func(k MailID, due time.Time) error {
		if now.Before(due) {
			return nil
		}
		id = k
		return errEnough
	})
	switch {
	case errors.Is(err, errEnough):
		return id, nil
	case err == nil:
		err = ErrNothing
	}
	return 0, err
}

// Delivery says how a try went.
type Delivery string

const (
	Delivered   Delivery = "delivered"   // the server took it
	Undelivered Delivery = "undelivered" // try again later
	Refused     Delivery = "refused"     // it will never be taken
	Held        Delivery = "held"        // no message gets through: it was no try
)

// MailDone says how the try went that NextMail gave out. A sender that comes
// back after its lease changes nothing, unless the message was delivered.
func (r *Register) MailDone(m Mail, d Delivery, cause string) error {
	now := r.Now()
	return r.Store.Update(func(tx *Tx) error {
		ed := tx.Edition(r.Congress)
		stored, err := ed.Outbox.Get(m.ID)
		if err != nil || stored.State == MailSent {
			return err
		}
		if d == Delivered {
			stored.Sent = now.UTC()
			return errors.Join(stored.end(ed, MailSent, ""), ed.Letters.Delete(m.ID))
		}
		if stored.State != MailSending || stored.Tries != m.Tries {
			return nil
		}
		stored.Cause = cause
		switch {
		case d == Refused:
			return stored.end(ed, MailBounced, cause)
		case d == Held:
			stored.State, stored.Tries = MailWaiting, stored.Tries-1
			return stored.wait(ed, now.Add(heldFor))
		case stored.Tries > len(backOff):
			return stored.end(ed, MailFailed, cause)
		}
		stored.State = MailWaiting
		return stored.wait(ed, now.Add(backOff[stored.Tries-1]))
	})
}

// end takes the message out of the queue.
func (m Mail) end(ed *Edition, state MailState, cause string) error {
	m.State, m.Cause, m.Due = state, cause, time.Time{}
	return errors.Join(ed.Outbox.Put(m.ID, m), ed.MailQueue.Delete(m.ID))
}

func (m Mail) wait(ed *Edition, due time.Time) error {
	m.Due = due.UTC()
	return errors.Join(ed.Outbox.Put(m.ID, m), ed.MailQueue.Put(m.ID, m.Due))
}
