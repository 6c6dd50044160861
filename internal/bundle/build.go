package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// ErrPackages is returned by Build when the islands import npm packages that
// are not installed.
var ErrPackages = errors.New("packages are missing: run “npm ci” in assets/islands")

// Build bundles and minifies in memory. The keys are paths from dir, with
// slashes; there are none when dir holds no island and no style.
func Build(dir string) (map[string][]byte, error) {
	root, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	outputs := map[string][]byte{}
	for _, options := range []api.BuildOptions{islands(), styles()} {
		options.AbsWorkingDir = root
		options.EntryPoints, err = entries(root, options.EntryPoints[0])
		if err != nil {
			return nil, err
		}
		if err := build(outputs, options); err != nil {
			return nil, err
		}
	}
	return outputs, nil
}

// islands targets the tablets that officials keep for years: ES2020 is read
// by every browser since 2020. Each island is closed on itself (IIFE), so that
// it may be loaded as a module, as a script or as a service worker.
func islands() api.BuildOptions {
	return api.BuildOptions{
		EntryPoints: []string{"assets/islands/*.ts"},
		Outdir:      "assets/static/js",
		Target:      api.ES2020,
		Format:      api.FormatIIFE,
		Platform:    api.PlatformBrowser,
		Define:      map[string]string{"process.env.NODE_ENV": `"production"`},
	}
}

// styles rewrites what browsers of 2020 do not read, such as nesting. Fonts and
// images (/static/…) keep the address they are given: only the server knows it.
func styles() api.BuildOptions {
	return api.BuildOptions{
		EntryPoints: []string{"assets/styles/*.css"},
		Outdir:      "assets/static/css",
		External:    []string{"/static/*", "*.woff2", "*.svg", "*.png"},
		Engines: []api.Engine{
			{Name: api.EngineChrome, Version: "87"},
			{Name: api.EngineFirefox, Version: "78"},
			{Name: api.EngineSafari, Version: "14"},
		},
	}
}

// entries lists, in order, the files to bundle, from root.
func entries(root, pattern string) ([]string, error) {
	found, err := filepath.Glob(filepath.Join(root, pattern))
	if err != nil {
		return nil, err
	}
	var kept []string
	for _, name := range found {
		base := filepath.Base(name)
		if base[0] != '_' && !strings.HasSuffix(base, ".d.ts") && !strings.HasSuffix(base, ".test.ts") {
			kept = append(kept, filepath.Join(filepath.Dir(pattern), base))
		}
	}
	slices.Sort(kept)
	return kept, nil
}

func build(outputs map[string][]byte, options api.BuildOptions) error {
	if len(options.EntryPoints) == 0 {
		return nil
	}
	options.Bundle = true
	options.Charset = api.CharsetUTF8
	options.LegalComments = api.LegalCommentsEndOfFile
	options.MinifyWhitespace, options.MinifyIdentifiers, options.MinifySyntax = true, true, true
	result := api.Build(options)
	if len(result.Errors) > 0 {
		return explain(result.Errors)
	}
	for _, file := range result.OutputFiles {
		name, err := filepath.Rel(options.AbsWorkingDir, file.Path)
		if err != nil {
			return err
		}
		outputs[filepath.ToSlash(name)] = file.Contents
	}
	return nil
}

// explain tells a package that is not installed from a mistake in the source.
func explain(messages []api.Message) error {
	first := messages[0]
	where := ""
	if first.Location != nil {
		where = fmt.Sprintf("%s:%d: ", first.Location.File, first.Location.Line)
	}
	err := fmt.Errorf("%s%s", where, first.Text)
	if isPackage(first.Text) {
		return fmt.Errorf("%w (%w)", ErrPackages, err)
	}
	return err
}

// isPackage reads esbuild's `Could not resolve "lit"`, which has no code.
func isPackage(text string) bool {
	name, ok := strings.CutPrefix(text, `Could not resolve "`)
	return ok && !strings.HasPrefix(name, ".") && !strings.HasPrefix(name, "/")
}

// Write replaces the committed bundle under dir by outputs.
func Write(dir string, outputs map[string][]byte) error {
	old, err := committed(dir)
	if err != nil {
		return err
	}
	for _, name := range old {
		if _, kept := outputs[name]; !kept {
			if err := os.Remove(filepath.Join(dir, name)); err != nil {
				return err
			}
		}
	}
	for name, content := range outputs {
		if err := os.MkdirAll(filepath.Join(dir, filepath.Dir(name)), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o644); err != nil {
			return err
		}
	}
	return writeSums(dir)
}
