package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/alecthomas/kong"

	"unanime/cluster"
)

// Program is one run of the command line, with all that it depends on.
type Program struct {
	Args           []string // without the name of the program
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	Now            func() time.Time
	Terminal       bool // Stderr is one: progress is shown
}

// Exit codes.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
)

// commands is the whole command line. Each command has a file of its name.
type commands struct {
	Serve   serveCommand   `cmd:"" help:"Serve a congress."`
	Demo    demoCommand    `cmd:"" help:"Serve a throw-away congress of real texts and invented people."`
	Init    initCommand    `cmd:"" help:"Make a data directory, or found a congress in one."`
	Import  importCommand  `cmd:"" help:"Take the contributions of a CSV or XLSX file in."`
	Themes  themesCommand  `cmd:"" help:"Group the texts of a file into themes."`
	Replay  replayCommand  `cmd:"" help:"Make a classification again and print its SHA-256."`
	Draft   draftCommand   `cmd:"" help:"Write a first motion from the texts of a file."`
	Export  exportCommand  `cmd:"" help:"Write a motion as PDF, web page or Markdown."`
	Check   checkCommand   `cmd:"" help:"Check that a data directory is sound."`
	Compact compactCommand `cmd:"" help:"Take what was deleted out of the files for good."`
	Backup  backupCommand  `cmd:"" help:"Write a data directory to one file."`
	Restore restoreCommand `cmd:"" help:"Make a data directory of a backup."`
	Seed    seedCommand    `cmd:"" help:"Fill a test directory with invented officials."`
	Version versionCommand `cmd:"" help:"Say which version this is."`
}

// usageError is a command line that cannot be obeyed.
type usageError struct{ error }

func usage(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// exit is what kong asks for once it has shown help.
type exit int

// Run obeys the command line until it is done or ctx ends, and returns the exit
// code.
func (p Program) Run(ctx context.Context) (code int) {
	defer func() {
		switch asked := recover().(type) {
		case nil:
		case exit:
			code = int(asked)
		default:
			panic(asked)
		}
	}()
	err := p.obey(ctx)
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, context.Canceled):
		err = errors.New("stopped before the end; nothing was written, start again when you like")
	}
	fmt.Fprintln(p.Stderr, "unanime: "+sentence(err))
	if _, ok := errors.AsType[usageError](err); ok {
		return exitUsage
	}
	return exitFailed
}

func (p Program) obey(ctx context.Context) error {
	var all commands
	parser, err := kong.New(&all,
		kong.Name("unanime"),
		kong.Description("From the contributions of elected officials to the motion they vote."),
		kong.Vars{"methods": methodNames(), "method": cluster.DefaultMethod, "formats": formatNames()},
		kong.Writers(p.Stdout, p.Stderr),
		kong.Exit(func(code int) { panic(exit(code)) }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
	)
	if err != nil {
		panic(err) // the struct above is wrong
	}
	parsed, err := parser.Parse(p.Args)
	if err != nil {
		return usage("%w; “unanime --help” lists what can be asked", err)
	}
	parsed.BindTo(ctx, (*context.Context)(nil))
	return parsed.Run(p)
}

// sentence puts an error on one line.
func sentence(err error) string { return strings.Join(strings.Fields(err.Error()), " ") }
