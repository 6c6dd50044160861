package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"strings"
	"time"

	"unanime/consult"
	"unanime/internal/mail"
)

type mailFlags struct {
	SMTP     string `name:"smtp" help:"The server that mail leaves by, as smtp://user:password@host:587 or smtps://…:465. Without it nothing is sent: the outbox shows each message." env:"UNANIME_SMTP" placeholder:"URL"`
	MailFrom string `help:"Who mail comes from, as “Name <name@host>”; answers go there." env:"UNANIME_MAIL_FROM" placeholder:"ADDRESS"`
}

// sender returns nil when no server is named.
func (f mailFlags) sender() (*mail.Sender, error) {
	switch {
	case f.SMTP == "" && f.MailFrom == "":
		return nil, nil
	case f.SMTP == "":
		return nil, usage("--mail-from says who mail comes from; name the server too with --smtp")
	case f.MailFrom == "":
		return nil, usage("--smtp names the server; say who mail comes from too with --mail-from")
	}
	s, err := mail.New(f.SMTP, f.MailFrom)
	if err != nil {
		return nil, usageError{err}
	}
	return s, nil
}

const (
	// betweenMails keeps below what providers take from one sender: 4 in a
	// second empties a thousand invitations in about four minutes.
	betweenMails = 250 * time.Millisecond
	// betweenLooks is how often the outbox is looked at when nothing is due.
	betweenLooks = 2 * time.Second
	// betweenHolds is how long all messages wait when none gets through.
	betweenHolds = time.Minute
)

// postman empties the outbox of a congress, one message at a time.
type postman struct {
	register *consult.Register
	send     func(context.Context, mail.Message) error
	host     string // of the sender's address: the right half of each Message-ID
	log      *slog.Logger
	after    func(time.Duration) <-chan time.Time
}

// walk sends until ctx ends. A panic ends one round, not the program.
func (p postman) walk(ctx context.Context) {
	for {
		pause := p.round(ctx)
		select {
		case <-ctx.Done():
			return
		case <-p.after(pause):
		}
	}
}

// round sends one message, and says how long to wait before the next.
func (p postman) round(ctx context.Context) (pause time.Duration) {
	defer func() {
		if r := recover(); r != nil {
			p.log.Error("mail: panic", "panic", fmt.Sprint(r), "stack", string(debug.Stack()))
			pause = betweenHolds
		}
	}()
	m, letter, err := p.register.NextMail()
	if errors.Is(err, consult.ErrNothing) {
		return betweenLooks
	}
	if err != nil {
		p.log.Error("mail: outbox", "error", err.Error())
		return betweenHolds
	}
	how, cause := judge(p.send(ctx, p.message(m, letter)))
	if err := p.register.MailDone(m, how, cause); err != nil {
		p.log.Error("mail: outbox", "error", err.Error())
		return betweenHolds
	}
	if how != consult.Delivered {
		p.log.Warn("mail: not taken", "message", m.ID, "how", string(how), "cause", cause, "try", m.Tries)
	}
	if how == consult.Held {
		return betweenHolds
	}
	return betweenMails
}

// message is the letter as it goes. A resend has the same Message-ID, by which
// mail programs know it again.
func (p postman) message(m consult.Mail, l consult.Letter) mail.Message {
	return mail.Message{
		ID:   fmt.Sprintf("%s.%d.%d@%s", p.register.Congress, m.ID, m.Made.Unix(), p.host),
		Date: m.Made, Name: l.Name, Address: l.Address, Subject: l.Subject, Text: l.Text,
	}
}

// judge turns the sender's answer into the outbox's.
func judge(err error) (consult.Delivery, string) {
	if err == nil {
		return consult.Delivered, ""
	}
	e, ok := errors.AsType[*mail.Error](err)
	switch {
	case !ok:
		return consult.Undelivered, "connect"
	case e.Held():
		return consult.Held, e.Cause()
	case e.Kind == mail.Permanent:
		return consult.Refused, e.Cause()
	}
	return consult.Undelivered, e.Cause()
}

// startPost begins to empty the outbox, and returns what stops it and waits for
// the message under way. A demonstration has invented people: nothing is sent.
func (p Program) startPost(ctx context.Context, s server, log *slog.Logger) (stop func()) {
	if s.mail == nil {
		return func() {}
	}
	_, host, _ := strings.Cut(s.mail.From(), "@")
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan struct{})
	man := postman{register: s.register, send: s.mail.Send, host: host, log: log, after: time.After}
	go func() {
		defer close(done)
		man.walk(ctx)
	}()
	return func() {
		cancel()
		select {
		case <-done:
		case <-time.After(patience): // its lease ends, and the message is tried again
		}
	}
}
