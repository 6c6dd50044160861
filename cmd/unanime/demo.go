package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"unanime"
	"unanime/cluster"
	"unanime/consult"
	"unanime/internal/demo"
	"unanime/internal/store"
)

type demoCommand struct {
	Listen string `help:"Address and port to answer on, :8080 by default; port 0 takes a free one." default:":8080" placeholder:"ADDRESS"`
	Keep   string `help:"Keep the data in this directory, and take it up again next time." placeholder:"DIR"`
}

const welcome = `
This is a demonstration: real texts, invented people. Every role is one click
away under “Entrer”; themes were grouped by machine a moment ago and wait for an
organiser to accept them. %s
Stop it with Ctrl+C.
`

// Run serves the believable congress, as if its collection were open today.
func (c *demoCommand) Run(ctx context.Context, p Program) (err error) {
	listener, home, err := tlsFlags{}.listen(c.Listen)
	if err != nil {
		return err
	}
	defer listener.Close()
	folder, farewell := dataFlag{Data: c.Keep}, fmt.Sprintf("What is done here stays in %s.", c.Keep)
	if c.Keep == "" {
		if folder.Data, err = os.MkdirTemp("", "unanime-demo-"); err != nil {
			return fmt.Errorf("there is no room for temporary files; set TMPDIR to a folder that can be written to: %w", err)
		}
		defer func() { err = errors.Join(err, os.RemoveAll(folder.Data)) }()
		farewell = "Nothing of what is done here is kept."
	}
	dir, register, err := p.openDemo(ctx, folder, home.String())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, dir.Close()) }()
	s := server{dir: dir, register: register, listener: listener, base: home}
	return p.serve(ctx, s, func() error {
		_, err := fmt.Fprintf(p.Stdout, "listening on %s\n"+welcome, home, farewell)
		return err
	})
}

// openDemo opens the demonstration in the folder, and makes it the first time.
func (p Program) openDemo(ctx context.Context, folder dataFlag, listen string) (*store.Dir, *consult.Register, error) {
	err := store.Init(folder.Data, true)
	if err != nil && !errors.Is(err, store.ErrExists) {
		return nil, nil, folder.advise(err)
	}
	dir, err := folder.open(listen)
	if err != nil {
		return nil, nil, err
	}
	register, err := p.readDemo(ctx, dir)
	if err != nil {
		return nil, nil, errors.Join(err, dir.Close())
	}
	return dir, register, nil
}

func (p Program) readDemo(ctx context.Context, dir *store.Dir) (*consult.Register, error) {
	last, err := congressFlag{}.find(dir)
	switch {
	case err == nil && last.Demo:
		return p.register(dir, last.ID), nil
	case err == nil:
		return nil, errors.New("this directory holds a congress that is no demonstration; name another one with --keep")
	case !errors.Is(err, errNoCongress):
		return nil, err
	}
	congress, err := demo.Read(unanime.DemoCongress(), p.Now())
	if err != nil {
		return nil, err
	}
	register, err := congress.Write(dir, p.Now)
	if err != nil {
		return nil, err
	}
	by, err := organizer(register)
	if err != nil {
		return nil, err
	}
	// The very grouping that an organiser gets by the button: never stored, so
	// that the demonstration shows what the machine does today.
	opt := cluster.Options{Seed: 1}
	var stop func()
	opt.Progress, stop = p.progress()
	_, err = register.Propose(ctx, by, opt)
	stop()
	return register, err
}
