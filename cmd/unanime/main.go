package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"time"

	_ "time/tzdata" // Europe/Paris exists on every machine

	"golang.org/x/term"
)

func main() { os.Exit(start()) }

// start runs the program as the system started it. A second signal ends it at
// once.
func start() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	return Program{
		Args:     os.Args[1:],
		Stdin:    os.Stdin,
		Stdout:   os.Stdout,
		Stderr:   os.Stderr,
		Now:      time.Now,
		Terminal: term.IsTerminal(int(os.Stderr.Fd())),
	}.Run(ctx)
}
