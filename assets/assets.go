// Package assets holds what the browser is sent: templates, styles, islands,
// icons and fonts, embedded in the program.
//
// Styles and islands are written in styles/ and islands/ and served from the
// committed bundle in static/, which `make assets` writes. The addresses of
// static files carry the digest of their bytes: a new version is a new address.
package assets

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/andybalholm/brotli"

	"unanime/assets/fonts"
)

// Templates holds the pages: templates/*.html.
//
//go:embed templates/*.html
var Templates embed.FS

//go:embed static/css static/js static/*.svg
var static embed.FS

// File is a static file ready to be sent.
type File struct {
	MediaType string
	Bytes     []byte
	Brotli    []byte // the same, compressed; nil where it gains nothing
	address   string
}

// Files are the static files by name, as "css/unanime.css".
type Files struct{ byName, byAddress map[string]File }

var mediaTypes = map[string]string{
	".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml",
	".woff2": "font/woff2", ".png": "image/png", ".json": "application/json",
}

// Static reads and compresses the static files: some 20 ms, once.
func Static() (Files, error) {
	files := Files{map[string]File{}, map[string]File{}}
	sub, err := fs.Sub(static, "static")
	if err != nil {
		return files, err
	}
	if err := files.add(fonts.Web, "fonts/"); err != nil {
		return files, err
	}
	if err := files.add(sub, ""); err != nil {
		return files, err
	}
	return files, nil
}

func (fl Files) add(from fs.FS, prefix string) error {
	return fs.WalkDir(from, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := fs.ReadFile(from, name)
		if err != nil {
			return err
		}
		if prefix != "" {
			name = prefix + path.Base(name)
		}
		return fl.put(name, content)
	})
}

func (fl Files) put(name string, content []byte) error {
	media := mediaTypes[path.Ext(name)]
	if media == "" {
		return fmt.Errorf("static file %s: no media type for its ending", name)
	}
	if strings.HasPrefix(media, "text/css") {
		content = fl.readdress(content)
	}
	sum := sha256.Sum256(content)
	f := File{MediaType: media, Bytes: content, address: "/static/" + hex.EncodeToString(sum[:6]) + "/" + name}
	if media != "font/woff2" && media != "image/png" {
		var b bytes.Buffer
		w := brotli.NewWriterLevel(&b, 9)
		w.Write(content) // a bytes.Buffer takes everything
		w.Close()
		f.Brotli = b.Bytes()
	}
	fl.byName[name], fl.byAddress[strings.TrimPrefix(f.address, "/static/")] = f, f
	return nil
}

// readdress gives the files that a style names (fonts) their full address.
func (fl Files) readdress(css []byte) []byte {
	for name, f := range fl.byName {
		css = bytes.ReplaceAll(css, []byte("/static/"+name), []byte(f.address))
	}
	return css
}

// Find returns the file of an address, without its "/static/".
func (fl Files) Find(address string) (File, bool) {
	f, ok := fl.byAddress[address]
	return f, ok
}

// Address returns where the named file is served, as "/static/3f…/css/unanime.css".
// The error, for a name that does not exist, stops the template.
func (fl Files) Address(name string) (string, error) {
	f, ok := fl.byName[name]
	if !ok {
		return "", fmt.Errorf("no static file %q", name)
	}
	return f.address, nil
}
