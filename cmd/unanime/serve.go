package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"unanime/consult"
	"unanime/web"
)

type serveCommand struct {
	dataFlag
	congressFlag
	Listen  string `help:"Address and port to answer on, :8080 by default; port 0 takes a free one." default:":8080" env:"UNANIME_LISTEN" placeholder:"ADDRESS"`
	BaseURL string `name:"base-url" help:"The address people type, when a proxy stands in front." env:"UNANIME_BASE_URL" placeholder:"URL"`
	tlsFlags
	mailFlags
}

// Run serves the congress until the program is told to stop.
func (c *serveCommand) Run(ctx context.Context, p Program) (err error) {
	base, err := c.base()
	if err != nil {
		return err
	}
	sender, err := c.sender()
	if err != nil {
		return err
	}
	listener, home, err := c.listen(c.Listen)
	if err != nil {
		return err
	}
	defer listener.Close()
	dir, err := c.open(home.String())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, dir.Close()) }()
	congress, err := c.find(dir)
	if err != nil {
		return err
	}
	if base == nil {
		base = home
	}
	s := server{dir: dir, register: p.register(dir, congress.ID), listener: listener, base: base, mail: sender}
	if congress.Demo {
		s.mail = nil // its people are invented
	}
	return p.serve(ctx, s, func() error {
		if _, err := fmt.Fprintf(p.Stdout, "listening on %s\n", home); err != nil {
			return err
		}
		return p.inviteOrganizer(s)
	})
}

// base is the address that was asked for, nil for none.
func (c *serveCommand) base() (*url.URL, error) {
	if c.BaseURL == "" {
		return nil, nil
	}
	u, err := url.Parse(strings.TrimSuffix(c.BaseURL, "/"))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.Path != "" || u.RawQuery != "" {
		return nil, usage("--base-url %s: give a scheme and a host, as in https://congres.example", c.BaseURL)
	}
	return u, nil
}

// invitationLife is how long the link to the first organiser holds.
const invitationLife = 7 * 24 * time.Hour

// inviteOrganizer prints a link that lets the first organiser in, as long as no
// organiser is signed in: nobody could invite them otherwise.
func (p Program) inviteOrganizer(s server) error {
	account, err := s.register.AccountOf(consult.Organizer)
	if errors.Is(err, consult.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	signedIn, err := p.organizerSignedIn(s.dir)
	if err != nil || signedIn {
		return err
	}
	path, err := web.NewInvitation(s.register, account.ID, p.Now().Add(invitationLife))
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(p.Stdout, "no organiser is signed in; to be one, open this link once, within 7 days: %s%s\n", s.base, path)
	return err
}

// organizerSignedIn says whether any organiser has a session that lasts.
func (p Program) organizerSignedIn(data consult.Store) (found bool, err error) {
	now := p.Now()
	err = data.View(func(tx *consult.Tx) error {
		found = false
		return tx.Sessions.Each(func(_ consult.SessionID, s consult.Session) error {
			if found || !now.Before(s.Until) {
				return nil
			}
			a, err := tx.Accounts.Get(s.Account)
			found = a.Role == consult.Organizer
			return err
		})
	})
	return found, err
}
