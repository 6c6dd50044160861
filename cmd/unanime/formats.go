package main

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"unanime/motion"
	"unanime/motion/export"
)

// format writes a motion; the report says what it could not show.
type format struct {
	name  string
	write func(io.Writer, export.Input) (export.Report, error)
}

// formats are those of the exports, and Markdown, which is no export but the
// motion itself.
func formats() []format {
	all := []format{{"md", writeMarkdown}}
	for _, f := range export.Formats {
		if f.Name != "md" {
			all = append(all, format{f.Name, f.Write})
		}
	}
	return all
}

func writeMarkdown(w io.Writer, in export.Input) (export.Report, error) {
	_, err := w.Write(motion.Markdown(in.Document))
	return export.Report{}, err
}

func formatNames() string {
	var names []string
	for _, f := range formats() {
		names = append(names, f.name)
	}
	return strings.Join(names, ", ")
}

// formatOf returns the format of that name, or when it is "" the one that the
// name of the output asks for.
func formatOf(name, output string) (format, error) {
	asked := strings.ToLower(name)
	if name == "" {
		asked = strings.ToLower(strings.TrimPrefix(filepath.Ext(output), "."))
	}
	for _, f := range formats() {
		if f.name == asked {
			return f, nil
		}
	}
	if name != "" {
		return format{}, usage("there is no format %q; choose one of %s", name, formatNames())
	}
	return format{}, usage("the name %s does not say which format to write; end it with one of %s", output, formatNames())
}

// writeMotion writes the motion, and says what the reader will not see.
func (p Program) writeMotion(path string, f format, in export.Input) error {
	in.Facts.Program = "Unanime"
	var report export.Report
	err := p.writeOutput(path, 0o644, func(w io.Writer) (err error) {
		report, err = f.write(w, in)
		return err
	})
	if err != nil {
		return err
	}
	for _, g := range report.Missing {
		fmt.Fprintf(p.Stderr, "unanime: warning: %q (%d times) is in no font of the %s and shows as □\n", g.Text, g.Count, f.name)
	}
	for _, note := range report.Notes {
		fmt.Fprintf(p.Stderr, "unanime: warning: %s\n", note)
	}
	return nil
}
