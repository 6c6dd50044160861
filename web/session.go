package web

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"time"

	"github.com/gofiber/fiber/v2"

	"unanime/consult"
)

// sessionLife is longer than a collection of contributions, so that nobody is
// signed out between two ideas.
const sessionLife = 120 * 24 * time.Hour

const secretSize = 16 // 128 bits

// NewSession opens a session of the account and returns the cookie's value. The
// file keeps only its SHA-256.
func NewSession(r *consult.Register, account consult.AccountID) (string, error) {
	secret := newSecret()
	return secret, r.SignIn(sessionID(secret), account, r.Now().Add(sessionLife))
}

// NewInvitation invites the account until the given moment and returns the path
// of the link.
func NewInvitation(r *consult.Register, account consult.AccountID, until time.Time) (string, error) {
	secret := newSecret()
	return "/entrer/" + secret, r.Invite(sessionID(secret), account, until)
}

func newSecret() string { return base64.RawURLEncoding.EncodeToString(randomBytes(secretSize)) }

// CookieName is the session's cookie. Over https its prefix makes the browser
// refuse one that another host, or an insecure page, tries to set.
func CookieName(https bool) string {
	if https {
		return "__Host-unanime"
	}
	return "unanime"
}

func sessionID(secret string) consult.SessionID { return sha256.Sum256([]byte(secret)) }

func (s *Site) session(c *fiber.Ctx) (string, consult.Actor, error) {
	secret := c.Cookies(CookieName(s.https()))
	if secret == "" {
		return "", consult.Actor{}, nil
	}
	by, err := s.Register.Who(sessionID(secret))
	if err != nil || by.Role == consult.Public {
		return "", consult.Actor{}, err
	}
	return secret, by, nil
}

func (s *Site) https() bool { return s.Base != nil && s.Base.Scheme == "https" }

func (s *Site) setCookie(c *fiber.Ctx, secret string, until time.Time) {
	c.Cookie(&fiber.Cookie{
		Name: CookieName(s.https()), Value: secret, Path: "/", Expires: until,
		HTTPOnly: true, Secure: s.https(), SameSite: fiber.CookieSameSiteLaxMode,
	})
}

// formToken is what proves that a form is ours: a fresh nonce and its code under
// the secret of the site and of the session. It lives as long as the session; the
// nonce keeps compressed pages from giving it away.
func (s *Site) formToken(secret string) string {
	if secret == "" {
		return ""
	}
	nonce := randomBytes(secretSize)
	return base64.RawURLEncoding.EncodeToString(append(nonce, s.tokenCode(secret, nonce)...))
}

func (s *Site) checkToken(secret, token string) bool {
	raw, err := base64.RawURLEncoding.DecodeString(token)
	if err != nil || len(raw) != secretSize+sha256.Size {
		return false
	}
	return hmac.Equal(raw[secretSize:], s.tokenCode(secret, raw[:secretSize]))
}

func (s *Site) tokenCode(secret string, nonce []byte) []byte {
	code := hmac.New(sha256.New, s.Secret)
	code.Write([]byte(secret))
	code.Write(nonce)
	return code.Sum(nil)
}
