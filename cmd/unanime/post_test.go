package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"unanime/consult"
	"unanime/internal/mail"
	"unanime/internal/store/storetest"
)

// round is what the server answers to one message, and what must come of it.
type round struct {
	answer error
	pause  time.Duration
	state  consult.MailState
	cause  string
}

func TestPostman(t *testing.T) {
	d := storetest.Dir(t)
	now := time.Date(2027, 1, 4, 9, 0, 0, 0, time.UTC)
	accounts, err := consult.Found(d.Store, consult.Founding{
		Congress: consult.Congress{ID: "2027", Calendar: []consult.Opening{{Phase: consult.Collect, At: now}, {Phase: consult.Classify, At: now.AddDate(0, 1, 0)}}},
		Officials: []consult.Official{
			{Given: "Alice", Family: "Aulne", Email: "alice@mairie.fr"},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	r := &consult.Register{Store: d.Store, Congress: "2027", Now: func() time.Time { return now }}
	alice := consult.Actor{Account: accounts[0], Role: consult.Member, Official: 1}
	organizer := consult.Actor{Role: consult.Organizer}
	_, err = r.SubmitWithReceipt(alice, consult.Form{Key: "12345678", Text: "Une idée"}, func(o consult.Official, _ consult.Contribution) consult.Letter {
		return consult.Letter{Name: o.Name(), Address: o.Email, Subject: "Reçu", Text: "Bonjour"}
	})
	if err != nil {
		t.Fatal(err)
	}
	var answer error
	var sent []mail.Message
	var log bytes.Buffer
	p := postman{register: r, host: "mairie.fr", log: slog.New(slog.NewTextHandler(&log, nil)), send: func(_ context.Context, m mail.Message) error {
		sent = append(sent, m)
		if answer == errPanic {
			panic("the sender broke")
		}
		return answer
	}}
	for i, c := range []round{
		{&mail.Error{Kind: mail.Configuration, Step: "sign in", Code: 535}, betweenHolds, consult.MailWaiting, "sign in 535"},
		{&mail.Error{Kind: mail.Temporary, Step: "connect"}, betweenHolds, consult.MailWaiting, "connect"},
		{&mail.Error{Kind: mail.Temporary, Step: "text", Code: 421}, betweenMails, consult.MailWaiting, "text 421"},
		{errPanic, betweenHolds, consult.MailSending, "text 421"},
		{&mail.Error{Kind: mail.Permanent, Step: "recipient", Code: 550}, betweenMails, consult.MailBounced, "recipient 550"},
		{nil, betweenMails, consult.MailSent, ""},
	} {
		if answer = c.answer; answer == nil {
			if err := r.Resend(organizer, 1); err != nil {
				t.Fatal(err)
			}
		}
		if pause := p.round(t.Context()); pause != c.pause {
			t.Errorf("round %d: waits %s, want %s", i+1, pause, c.pause)
		}
		box, err := r.Outbox(organizer, 0, 1)
		if err != nil || box.Mails[0].State != c.state || box.Mails[0].Cause != c.cause {
			t.Errorf("round %d: %v %+v", i+1, err, box.Mails)
		}
		now = now.Add(6 * time.Minute)
	}
	if pause := p.round(t.Context()); pause != betweenLooks || len(sent) != 6 {
		t.Errorf("after the last: %s, %d sent", pause, len(sent))
	}
	for _, m := range sent {
		if want := fmt.Sprintf("2027.1.%d@mairie.fr", sent[0].Date.Unix()); m.ID != want || m.Address != "alice@mairie.fr" {
			t.Errorf("sent %+v, want the Message-ID %s", m, want)
		}
	}
	if strings.Contains(log.String(), "alice") || strings.Contains(log.String(), "Bonjour") {
		t.Errorf("the log tells whom: %s", log.String())
	}
}

var errPanic = errors.New("panic")

func TestPostmanStops(t *testing.T) {
	d := storetest.Dir(t)
	ctx, cancel := context.WithCancel(t.Context())
	p := postman{
		register: &consult.Register{Store: d.Store, Congress: "2027", Now: time.Now},
		after:    func(time.Duration) <-chan time.Time { cancel(); return nil },
	}
	p.walk(ctx) // or the test never ends
}

func TestMailFlags(t *testing.T) {
	for _, f := range []mailFlags{{SMTP: "smtp://mail.fr"}, {MailFrom: "a@b.fr"}, {SMTP: "mail.fr", MailFrom: "a@b.fr"}} {
		if _, err := f.sender(); err == nil {
			t.Errorf("%+v is taken", f)
		}
	}
	if s, err := (mailFlags{}).sender(); s != nil || err != nil {
		t.Errorf("nothing is set: %v, %v", s, err)
	}
}
