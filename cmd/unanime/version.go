package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

type versionCommand struct{}

// Run prints one line, as "unanime v1.0.0 go1.26.8 linux/amd64".
func (versionCommand) Run(p Program) error {
	_, err := fmt.Fprintf(p.Stdout, "unanime %s %s %s/%s\n", version(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return err
}

// version is what the build says of itself: a tag, or the date and the commit.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" {
		return "(unknown)"
	}
	return info.Main.Version
}
