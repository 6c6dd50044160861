package web

import (
	"crypto/rand"
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"sync"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/middleware/compress"
	"github.com/gofiber/fiber/v2/middleware/recover"

	"unanime/assets"
	"unanime/consult"
	"unanime/motion"
)

// Config is what a site is made of.
type Config struct {
	Register *consult.Register
	Desk     *motion.Desk
	Now      func() time.Time
	Secret   []byte       // 32 bytes, kept with the data: signs the form tokens
	Base     *url.URL     // the address people type; https makes cookies Secure
	Ready    func() error // whether the file can be written
	Log      *slog.Logger
	// MailServer is the name of the server that messages leave by; "" when
	// nothing sends them: then the outbox shows them to be handed over.
	MailServer string
}

// Site serves one congress.
type Site struct {
	Config
	app     *fiber.App
	views   *views
	files   assets.Files
	limits  *limits
	exports exports
	work    chan struct{} // seats for heavy work: grouping, PDF

	mu       sync.Mutex
	listener net.Listener
	stopped  bool
}

// heavySeats is how many people may wait on a grouping or a PDF at once; each
// takes a core and tens of megabytes.
const heavySeats = 2

// maxBody bounds a request. A text of 100,000 characters, written as a form,
// comes below it, so that its author gets a sentence and not a cut connection.
const maxBody = 2 << 20

// New reads the templates and lays the routes.
func New(c Config) (*Site, error) {
	files, err := assets.Static()
	if err != nil {
		return nil, err
	}
	s := &Site{Config: c, files: files, limits: newLimits(), work: make(chan struct{}, heavySeats)}
	if s.views, err = readViews(files); err != nil {
		return nil, fmt.Errorf("templates: %w", err)
	}
	s.app = fiber.New(fiber.Config{
		// Without Immutable, strings read from a request are overwritten by the
		// next one: an official's text would become another's.
		Immutable:             true,
		BodyLimit:             maxBody,
		ReadBufferSize:        16 << 10, // a long OpenID address or cookie must fit
		ReadTimeout:           20 * time.Second,
		WriteTimeout:          60 * time.Second,
		IdleTimeout:           75 * time.Second,
		DisableStartupMessage: true,
		ErrorHandler:          s.fail,
	})
	s.app.Use(recover.New(recover.Config{EnableStackTrace: true, StackTraceHandler: s.logPanic}))
	s.app.Use(s.guard)
	s.app.Use(compress.New(compress.Config{Level: compress.LevelBestSpeed, Next: precompressed}))
	s.routes(s.app)
	return s, nil
}

// Serve answers on the listener until Shutdown, and closes it.
func (s *Site) Serve(l net.Listener) error {
	if !s.begin(l) {
		return l.Close()
	}
	err := s.app.Listener(l)
	if s.stopping() {
		return nil
	}
	return err
}

// Shutdown stops taking requests and waits for those under way. It may come
// before Serve has begun.
func (s *Site) Shutdown(patience time.Duration) error {
	s.mu.Lock()
	s.stopped = true
	listener := s.listener
	s.mu.Unlock()
	if listener == nil {
		return nil
	}
	err := s.app.ShutdownWithTimeout(patience)
	// The server knows its listener only once it waits on it; closing it twice
	// is no harm.
	_ = listener.Close()
	return err
}

func (s *Site) begin(l net.Listener) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.listener = l
	return !s.stopped
}

func (s *Site) stopping() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.stopped
}

// heavy runs f when a seat is free.
func (s *Site) heavy(f func() error) error {
	s.work <- struct{}{}
	defer func() { <-s.work }()
	return f()
}

func randomBytes(n int) []byte {
	b := make([]byte, n)
	if _, err := rand.Read(b); err != nil {
		panic("no randomness: " + err.Error()) // the system is unusable
	}
	return b
}
