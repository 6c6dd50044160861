package web

import (
	"bytes"
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"strings"

	"github.com/gofiber/fiber/v2"

	"unanime/assets"
)

// views are the pages, parsed once. Each is the frame of frame.html with the
// blocks that the page's own file defines; parts.html holds what pages share.
type views struct{ pages map[string]*template.Template }

func readViews(files assets.Files) (*views, error) {
	base := template.New("frame").Funcs(words()).Funcs(template.FuncMap{"static": files.Address})
	for _, name := range []string{"frame.html", "parts.html"} {
		if err := parseInto(base, name); err != nil {
			return nil, err
		}
	}
	v := &views{pages: map[string]*template.Template{}}
	names, err := fs.Glob(assets.Templates, "templates/*.html")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		name = path.Base(name)
		page, err := base.Clone()
		if err != nil {
			return nil, err
		}
		if name == "frame.html" || name == "parts.html" {
			continue
		}
		if err := parseInto(page, name); err != nil {
			return nil, err
		}
		v.pages[strings.TrimSuffix(name, ".html")] = page
	}
	return v, nil
}

func parseInto(t *template.Template, name string) error {
	source, err := assets.Templates.ReadFile("templates/" + name)
	if err != nil {
		return err
	}
	_, err = t.Parse(frenchTemplate(string(source)))
	return err
}

// show renders a page whole before any of it is sent: a template that fails
// gives an error page, never half a page.
func (vs *views) show(v *visit, name string, page any) error {
	t := vs.pages[name]
	if t == nil {
		return fmt.Errorf("no page %q", name)
	}
	var b bytes.Buffer
	if err := t.ExecuteTemplate(&b, "frame", page); err != nil {
		return fmt.Errorf("page %s: %w", name, err)
	}
	v.Set(fiber.HeaderContentType, fiber.MIMETextHTMLCharsetUTF8)
	return v.Send(b.Bytes())
}
