package web

import (
	"strings"

	"github.com/gofiber/fiber/v2"
)

// showFile serves an embedded file. Its address holds its digest, so browsers
// may keep it for ever.
func (s *Site) showFile(c *fiber.Ctx) error {
	f, ok := s.files.Find(c.Params("*"))
	if !ok {
		return fiber.ErrNotFound
	}
	c.Set(fiber.HeaderCacheControl, "public, max-age=31536000, immutable")
	c.Set(fiber.HeaderContentType, f.MediaType)
	c.Set(fiber.HeaderVary, fiber.HeaderAcceptEncoding)
	if f.Brotli != nil && strings.Contains(c.Get(fiber.HeaderAcceptEncoding), "br") {
		c.Set(fiber.HeaderContentEncoding, "br")
		return c.Send(f.Brotli)
	}
	return c.Send(f.Bytes)
}

// precompressed tells the compressor which answers to leave alone.
func precompressed(c *fiber.Ctx) bool {
	return strings.HasPrefix(c.Path(), "/static/") || strings.HasPrefix(c.Path(), "/motion/motion.")
}
