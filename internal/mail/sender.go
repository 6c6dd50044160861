package mail

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net/mail"
	"net/url"
	"strconv"
	"time"

	gomail "github.com/wneessen/go-mail"
)

// Patience is how long one message may take, from the call to the answer.
// RFC 5321 §4.5.3.2 allows minutes for each step; servers that take more than
// this are tried again.
const Patience = 45 * time.Second

// Sender hands messages to one server.
type Sender struct {
	from     mail.Address
	host     string
	options  []gomail.Option
	patience time.Duration
}

// New reads where to send and from whom.
//
// The server is "smtp://user:password@host:587" (encrypted with STARTTLS as
// soon as it can be) or "smtps://…:465" (encrypted from the start). With a
// password the connection must be encrypted, unless the server is this machine,
// which is spoken to in the clear: a password never crosses a network so. from is
// "Congrès 2027 <congres@example.fr>" or the address alone.
func New(server, from string) (*Sender, error) {
	sender, err := mail.ParseAddress(from)
	if err != nil {
		return nil, fmt.Errorf("%q is not the address of a sender: give it as “Name <name@host>”", from)
	}
	u, err := url.Parse(server)
	if err != nil || u.Host == "" || u.Hostname() == "" || u.Path != "" || u.RawQuery != "" || u.Scheme != "smtp" && u.Scheme != "smtps" {
		// The address holds a password: it is not repeated.
		return nil, errors.New("give the mail server as smtp://user:password@host:587 or smtps://user:password@host:465")
	}
	s := &Sender{from: *sender, host: u.Hostname(), patience: Patience}
	port := 587
	if u.Scheme == "smtps" {
		port = 465
		s.options = append(s.options, gomail.WithSSL())
	}
	if u.Port() != "" {
		port, _ = strconv.Atoi(u.Port()) // a number, or Parse had refused it
	}
	policy, auth := gomail.TLSOpportunistic, gomail.SMTPAuthAutoDiscover
	if isHere(s.host) {
		policy, auth = gomail.NoTLS, gomail.SMTPAuthPlainNoEnc
	}
	if password, ok := u.User.Password(); ok {
		if !isHere(s.host) {
			policy = gomail.TLSMandatory
		}
		s.options = append(s.options, gomail.WithUsername(u.User.Username()), gomail.WithPassword(password), gomail.WithSMTPAuth(auth))
	}
	s.options = append(s.options, gomail.WithPort(port), gomail.WithTLSPolicy(policy), gomail.WithoutNoop(),
		gomail.WithTLSConfig(&tls.Config{ServerName: s.host, MinVersion: tls.VersionTLS12}))
	return s, nil
}

func isHere(host string) bool { return host == "localhost" || host == "127.0.0.1" || host == "::1" }

// Host is the server's name, to be shown.
func (s *Sender) Host() string { return s.host }

// From is the sender's address as people read it.
func (s *Sender) From() string { return s.from.Address }

// Send hands the message over: nil once the server has taken it, else an *Error.
func (s *Sender) Send(ctx context.Context, m Message) error {
	msg, err := compose(s.from, m)
	if err != nil {
		return err
	}
	client, err := gomail.NewClient(s.host, append(s.options, gomail.WithTimeout(s.patience))...)
	if err != nil {
		return &Error{Kind: Configuration, Step: "connect", Err: err}
	}
	ctx, cancel := context.WithTimeout(ctx, s.patience)
	defer cancel()
	line, err := client.DialToSMTPClientWithContext(ctx)
	if err != nil {
		return connecting(err)
	}
	defer func() { _ = client.CloseWithSMTPClient(line) }() // a goodbye changes nothing
	err = client.SendWithSMTPClient(line, msg)
	if err == nil || msg.IsDelivered() {
		return nil
	}
	return refused(err)
}
