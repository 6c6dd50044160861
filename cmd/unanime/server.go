package main

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/url"
	"time"

	"unanime/consult"
	"unanime/internal/mail"
	"unanime/internal/store"
	"unanime/motion"
	"unanime/motion/live"
	"unanime/web"
)

// patience is how long requests under way may take once the program is told to
// stop.
const patience = 10 * time.Second

// server is a congress that can be answered for: an open directory and a taken
// address.
type server struct {
	dir      *store.Dir
	register *consult.Register
	listener net.Listener
	base     *url.URL     // the address people type
	mail     *mail.Sender // nil when no mail is sent
}

// serve answers until ctx ends, then lets what is under way finish. It says that
// it is ready through announce.
func (p Program) serve(ctx context.Context, s server, announce func() error) error {
	log := slog.New(slog.NewJSONHandler(p.Stderr, nil))
	server := ""
	if s.mail != nil {
		server = s.mail.Host()
	}
	site, err := web.New(web.Config{
		Register: s.register,
		Desk:     &motion.Desk{Register: s.register, Rooms: live.NewRooms(s.dir.Log), Now: p.Now},
		Now:      p.Now, Secret: s.dir.Secret, Base: s.base, Ready: s.dir.Ping, Log: log,
		MailServer: server,
	})
	if err != nil {
		return err
	}
	ended := make(chan error, 1)
	go func() { ended <- site.Serve(s.listener) }()
	if err := announce(); err != nil {
		return errors.Join(err, s.listener.Close())
	}
	defer p.startPost(ctx, s, log)()
	go warm(s.register, log)
	log.Info("serving", "congress", s.register.Congress, "address", s.base.String(), "version", version())
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	log.Info("stopping", "patience", patience.String())
	err = site.Shutdown(patience)
	<-ended
	if errors.Is(err, context.DeadlineExceeded) {
		log.Warn("requests were cut short", "after", patience.String())
		err = nil
	}
	log.Info("stopped")
	return err
}

// warm reads the words of all contributions beside the serving, so that the
// first search need not wait: 100,000 take some twenty seconds. A stop does not
// wait for it.
func warm(r *consult.Register, log *slog.Logger) {
	defer func() {
		if cause := recover(); cause != nil {
			log.Error("panic", "where", "index", "cause", cause)
		}
	}()
	if err := r.Warm(); err != nil && !errors.Is(err, store.ErrClosed) {
		log.Error("the index is not filled; the first search will try again", "error", err.Error())
	}
}
