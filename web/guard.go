package web

import (
	"net/url"

	"github.com/gofiber/fiber/v2"
)

// policy lets the page load from our own host only, and nothing inline.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; " +
	"connect-src 'self'; font-src 'self'; form-action 'self'; manifest-src 'self'; " +
	"frame-ancestors 'none'; base-uri 'none'"

// guard sets what every answer carries.
func (s *Site) guard(c *fiber.Ctx) error {
	c.Set("Content-Security-Policy", policy)
	c.Set("X-Content-Type-Options", "nosniff")
	c.Set("Referrer-Policy", "same-origin")
	c.Set("Cross-Origin-Opener-Policy", "same-origin")
	c.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(self)")
	c.Set("Cache-Control", "no-store")
	if s.https() {
		c.Set("Strict-Transport-Security", "max-age=31536000")
	}
	return c.Next()
}

// sameSite says whether the browser sent the form from one of our pages. Scripts
// that are no browser send neither header; the form's token is theirs to show.
func sameSite(c *fiber.Ctx) bool {
	if from := c.Get("Sec-Fetch-Site"); from != "" {
		return from == "same-origin" || from == "none"
	}
	origin := c.Get("Origin")
	if origin == "" {
		return true
	}
	u, err := url.Parse(origin)
	return err == nil && u.Host == string(c.Request().Host())
}
