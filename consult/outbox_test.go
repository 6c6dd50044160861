package consult_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"unanime/consult"
)

// addressed gives Alice and Bruno addresses.
func addressed(t *testing.T) *house {
	t.Helper()
	h := newHouse(t)
	err := h.Store.Update(func(tx *consult.Tx) error {
		people := tx.Edition("2027").Officials
		for id, email := range map[consult.OfficialID]string{1: "alice@mairie.fr", 2: "bruno@mairie.fr"} {
			o, err := people.Get(id)
			o.Email = email
			if err := errors.Join(err, people.Put(id, o)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func receipt(o consult.Official, c consult.Contribution) consult.Letter {
	return consult.Letter{Name: o.Name(), Address: o.Email, Subject: "Reçu " + c.ID.String(), Text: "Bonjour"}
}

// links counts the letters it writes, and makes each its own secret.
func links(n *byte) consult.Writer {
	return func(o consult.Official, _ consult.MailKind) (consult.Letter, consult.SessionID) {
		*n++
		return consult.Letter{Name: o.Name(), Address: o.Email, Link: fmt.Sprintf("/entrer/%d", *n)}, consult.SessionID{9, *n}
	}
}

func (h *house) next(t *testing.T) consult.Mail {
	t.Helper()
	m, l, err := h.NextMail()
	if err != nil {
		t.Fatal(err)
	}
	if l.Address == "" || l.To != m.To {
		t.Fatalf("message %d has the letter %+v", m.ID, l)
	}
	return m
}

func (h *house) done(t *testing.T, m consult.Mail, d consult.Delivery) {
	t.Helper()
	if err := h.MailDone(m, d, "cause"); err != nil {
		t.Fatal(err)
	}
}

func (h *house) none(t *testing.T, when string) {
	t.Helper()
	if m, _, err := h.NextMail(); !errors.Is(err, consult.ErrNothing) {
		t.Fatalf("%s: message %d is given out, %v", when, m.ID, err)
	}
}

func (h *house) box(t *testing.T) consult.Outbox {
	t.Helper()
	box, err := h.Outbox(h.organizer, 0, 100)
	if err != nil {
		t.Fatal(err)
	}
	return box
}

// One contribution gives one receipt, however often the form comes.
func TestReceiptOnce(t *testing.T) {
	h := addressed(t)
	form := consult.Form{Key: "une-cle-unique", Text: "Une idée"}
	for range 3 {
		if _, err := h.SubmitWithReceipt(h.alice, form, receipt); err != nil {
			t.Fatal(err)
		}
	}
	box := h.box(t)
	if box.Total != 1 || box.Mails[0].About != 1 || box.Mails[0].Letter.Address != "alice@mairie.fr" {
		t.Fatalf("the outbox holds %+v", box)
	}
	form.Text = "Un autre"
	if _, err := h.SubmitWithReceipt(h.alice, form, receipt); err == nil || h.box(t).Total != 1 {
		t.Errorf("a form that was refused wrote a receipt: %v", err)
	}
}

func TestMailIsGivenOutOnce(t *testing.T) {
	h := addressed(t)
	if _, err := h.SubmitWithReceipt(h.alice, consult.Form{Key: "12345678", Text: "Une idée"}, receipt); err != nil {
		t.Fatal(err)
	}
	m := h.next(t)
	h.none(t, "while it is sent")
	h.now = h.now.Add(5 * time.Minute)
	again := h.next(t) // the sender is lost: the same message, hence the same Message-ID
	if again.ID != m.ID || again.Tries != 2 || !again.Made.Equal(m.Made) {
		t.Errorf("after the lease: %+v", again)
	}
	h.done(t, m, consult.Refused) // who lost the lease says nothing any more
	if box := h.box(t); box.Mails[0].State != consult.MailSending {
		t.Errorf("the late word counted: %s", box.Mails[0].State)
	}
	h.done(t, m, consult.Delivered) // but it has been delivered
	h.done(t, again, consult.Undelivered)
	box := h.box(t)
	if box.Counts[consult.MailSent] != 1 || box.Mails[0].Letter.Address != "" {
		t.Errorf("a sent letter is kept: %+v", box)
	}
	h.now = h.now.AddDate(0, 0, 2)
	h.none(t, "once sent")
}

func TestBackOff(t *testing.T) {
	h := addressed(t)
	if _, err := h.SubmitWithReceipt(h.alice, consult.Form{Key: "12345678", Text: "Une idée"}, receipt); err != nil {
		t.Fatal(err)
	}
	h.done(t, h.next(t), consult.Held) // the server was down: that is no try
	for i, wait := range []time.Duration{time.Minute, time.Minute, 5 * time.Minute, 30 * time.Minute, 2 * time.Hour, 12 * time.Hour} {
		h.now = h.now.Add(wait - time.Second)
		h.none(t, "too early")
		h.now = h.now.Add(time.Second)
		m := h.next(t)
		if m.Tries != i+1 {
			t.Errorf("try %d says it is %d", i+1, m.Tries)
		}
		h.done(t, m, consult.Undelivered)
	}
	h.now = h.now.AddDate(0, 0, 9)
	h.none(t, "after the last try")
	box := h.box(t)
	if m := box.Mails[0]; m.State != consult.MailFailed || m.Cause != "cause" {
		t.Fatalf("it is %+v", m)
	}
	for _, by := range []consult.Actor{h.alice, {}} {
		if err := h.Resend(by, 1); !errors.Is(err, consult.ErrForbidden) {
			t.Errorf("%s resends: %v", by.Role, err)
		}
	}
	for range 2 {
		if err := h.Resend(h.organizer, 1); err != nil {
			t.Fatal(err)
		}
	}
	h.done(t, h.next(t), consult.Refused)
	if box := h.box(t); box.Counts[consult.MailBounced] != 1 {
		t.Errorf("counts %v", box.Counts)
	}
}

// A letter that cannot be read any more does not stop the others.
func TestUnreadableLetter(t *testing.T) {
	h := addressed(t)
	for i, by := range []consult.Actor{h.alice, h.bruno} {
		if _, err := h.SubmitWithReceipt(by, consult.Form{Key: fmt.Sprintf("cle-%08d", i), Text: "Une idée"}, receipt); err != nil {
			t.Fatal(err)
		}
	}
	if err := h.Store.Update(func(tx *consult.Tx) error { return tx.Edition("2027").Letters.Delete(1) }); err != nil {
		t.Fatal(err)
	}
	if m := h.next(t); m.ID != 2 {
		t.Errorf("message %d", m.ID)
	}
	if h.box(t).Counts[consult.MailFailed] != 1 {
		t.Error("the first has not failed")
	}
}

func TestInviteByMail(t *testing.T) {
	h, n := addressed(t), byte(0)
	invite := func(what string, whom consult.Invitees, want int) {
		t.Helper()
		if got, err := h.InviteByMail(h.organizer, whom, links(&n)); err != nil || got != want {
			t.Errorf("%s: %d invited, %v, want %d", what, got, err, want)
		}
	}
	if _, err := h.InviteByMail(h.alice, consult.Invitees{}, links(&n)); !errors.Is(err, consult.ErrForbidden) {
		t.Errorf("an official invites: %v", err)
	}
	h.submit(t, h.bruno, "12345678", "J’ai répondu")
	invite("all who have not answered", consult.Invitees{}, 1)
	invite("a second press", consult.Invitees{}, 0)
	invite("while it waits", consult.Invitees{One: 1}, 0)
	m := h.next(t)
	if m.To != 1 || m.Kind != consult.MailInvitation {
		t.Errorf("%+v", m)
	}
	h.done(t, m, consult.Delivered)
	invite("at once again", consult.Invitees{One: 1}, 0)
	h.now = h.now.Add(time.Hour)
	invite("all, the same day", consult.Invitees{}, 0)
	invite("one, after an hour", consult.Invitees{One: 1}, 1)
	h.done(t, h.next(t), consult.Delivered)
	h.now = h.now.AddDate(0, 0, 2)
	invite("all, two days later", consult.Invitees{}, 1)
	if m := h.next(t); m.Kind != consult.MailReminder {
		t.Errorf("it is a %s", m.Kind)
	}
	if _, err := h.Enter(consult.SessionID{9, 1}, consult.SessionID{1}, h.now.Add(time.Hour)); err != nil {
		t.Errorf("the first link: %v", err)
	}
	guests, err := h.Guests(h.organizer)
	if err != nil || len(guests) != 2 || !guests[0].Entered || guests[0].Answered || guests[1].Entered || !guests[1].Answered || !guests[1].Invited.IsZero() {
		t.Errorf("%+v, %v", guests, err)
	}
	h.now = frozen
	if _, err := h.InviteByMail(h.organizer, consult.Invitees{}, links(&n)); !errors.Is(err, consult.ErrClosed) {
		t.Errorf("after the freeze: %v", err)
	}
}

func TestAddresses(t *testing.T) {
	h := newHouse(t)
	for address, ok := range map[string]bool{
		"": true, "a@b.fr": true, "prenom.nom+congres@mairie-de-x.gouv.fr": true,
		"a": false, "@b.fr": false, "a@b": false, "a@b@c.fr": false, "a b@c.fr": false, "a@b.fr\r\nBcc: x@y.fr": false,
		"аlice@mairie.fr": false, "a@b.fr,c@d.fr": false, "<a@b.fr>": false, "a@.": false,
	} {
		_, err := h.Enrol(h.organizer, []consult.Enrolment{{Official: consult.Official{Family: "X", Email: address}, Role: consult.Member}})
		if (err == nil) != ok {
			t.Errorf("%q: %v", address, err)
		}
	}
}
