package consult

import (
	"errors"
	"fmt"
	"slices"
)

// Outbox is what an organiser sees of the messages.
type Outbox struct {
	Counts map[MailState]int
	Mails  []Posted // a page of them, the newest first
	Total  int
}

// Posted is a message with whom it is for.
type Posted struct {
	Mail
	Official Official // zero once they are erased
	Letter   Letter   // zero once it is sent
}

// Outbox returns some messages, the newest first, and the number in each state.
func (r *Register) Outbox(by Actor, from, count int) (box Outbox, err error) {
	if err := by.May(ActMail); err != nil {
		return box, err
	}
	err = r.view(func(ed *Edition) error {
		box = Outbox{Counts: map[MailState]int{}}
		var all []Mail
		err := ed.Outbox.Each(func(_ MailID, m Mail) error {
			box.Counts[m.State]++
			all = append(all, m)
			return nil
		})
		slices.Reverse(all)
		box.Total = len(all)
		from = min(max(0, from), len(all))
		for _, m := range all[from:min(from+count, len(all))] {
			p := Posted{Mail: m}
			// Who is erased is not there to be read: the message still counts.
			p.Official, _ = ed.Officials.Get(m.To)
			if m.State != MailSent {
				p.Letter, _ = ed.Letters.Get(m.ID)
			}
			box.Mails = append(box.Mails, p)
		}
		return err
	})
	return box, err
}

// Resend puts a message that failed back into the queue. One that waits already
// is no error; ErrClosed for one that was sent or is being sent.
func (r *Register) Resend(by Actor, id MailID) error {
	return r.act(by, ActMail, func(s scene) (string, error) {
		m, err := s.Outbox.Get(id)
		switch {
		case err != nil:
			return "", err
		case m.State == MailWaiting:
			return "", nil
		case m.State != MailFailed && m.State != MailBounced:
			return "", ErrClosed
		}
		if _, err := s.Letters.Get(id); err != nil {
			return "", errors.Join(ErrNotFound, err)
		}
		m.State, m.Tries = MailWaiting, 0
		return fmt.Sprintf("message %d", id), m.wait(s.Edition, s.now)
	})
}
