// Command bundle turns the TypeScript islands and the styles into what the
// program serves, without Node: esbuild is a Go library.
//
// What comes in: assets/islands/*.ts and assets/styles/*.css of the current
// folder; files whose name begins with "_" and those of subfolders are parts
// to import, not entries. What goes out: assets/static/js/*.js and
// assets/static/css/*.css, and assets/static/bundle.sum, the SHA-256 of every
// source and every output.
//
//	go run ./internal/bundle          builds
//	go run ./internal/bundle -check   exits 1 when the committed bundle is stale
//
// The rules: the output is committed, so that building the program needs
// nothing but Go; the same sources give the same bytes; the two folders belong
// to this program, which removes what it no longer makes. Islands that import
// packages need "npm ci" in assets/islands to be built, but not to be checked.
package main

import (
	"flag"
	"fmt"
	"os"
)

func main() {
	check := flag.Bool("check", false, "only tell whether the committed bundle is fresh")
	flag.Parse()
	if err := run(*check); err != nil {
		fmt.Fprintln(os.Stderr, "bundle:", err)
		os.Exit(1)
	}
}

func run(check bool) error {
	if check {
		return Check(".")
	}
	outputs, err := Build(".")
	if err != nil {
		return err
	}
	return Write(".", outputs)
}
