package web

import (
	"net/url"

	"github.com/gofiber/fiber/v2"

	"unanime/consult"
)

// visit is one request with what every page needs. It lives as long as the
// handler: nothing of it may be kept.
type visit struct {
	*fiber.Ctx
	by       consult.Actor
	congress consult.Congress
	phase    consult.Phase
	secret   string // of the session; "" for the public
}

type handler func(*visit) error

// read is for requests that change nothing.
func (s *Site) read(h handler) fiber.Handler {
	return func(c *fiber.Ctx) error {
		v, err := s.visit(c)
		if err != nil {
			return err
		}
		return h(v)
	}
}

// open is for the forms of people who are not signed in yet: there is no token
// to check, so where the form comes from must be said by the browser.
func (s *Site) open(h handler) fiber.Handler {
	return s.read(func(v *visit) error {
		if !sameSite(v.Ctx) {
			return errForeignForm
		}
		return h(v)
	})
}

// write is for the forms of people who are signed in.
func (s *Site) write(h handler) fiber.Handler {
	return s.open(func(v *visit) error {
		if v.secret == "" {
			return errSignedOut
		}
		if !s.limits.allow(v.by.Account, s.Now()) {
			return errTooMany
		}
		if !s.checkToken(v.secret, v.form("csrf")) {
			return errOldForm
		}
		return h(v)
	})
}

func (s *Site) visit(c *fiber.Ctx) (*visit, error) {
	congress, err := s.Register.Read()
	if err != nil {
		return nil, err
	}
	v := &visit{Ctx: c, congress: congress, phase: congress.PhaseAt(s.Now())}
	v.secret, v.by, err = s.session(c)
	return v, err
}

// form returns a field of the posted form, as sent. A field of the address is
// never taken for it.
func (v *visit) form(name string) string {
	return string(v.Request().PostArgs().Peek(name))
}

// see sends the browser to another page after a form: a reload sends nothing
// twice. notice is a key of notices, or "".
func (v *visit) see(path, notice string) error {
	if notice != "" {
		path += "?" + url.Values{"avis": {notice}}.Encode()
	}
	return v.Redirect(path, fiber.StatusSeeOther)
}
