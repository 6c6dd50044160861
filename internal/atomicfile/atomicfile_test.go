package atomicfile

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestWrite(t *testing.T) {
	path := filepath.Join(t.TempDir(), "motion.md")
	for _, content := range []string{"première version", "seconde"} {
		if err := Write(path, 0o640, text(content)); err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(path)
		if err != nil || string(got) != content {
			t.Errorf("read %q, %v; want %q", got, err, content)
		}
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode() != 0o640 {
		t.Errorf("mode %v, %v; want 0640", info.Mode(), err)
	}
	alone(t, path)
}

func TestFailedWriteChangesNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "motion.md")
	if err := Write(path, 0o600, text("avant")); err != nil {
		t.Fatal(err)
	}
	cut := errors.New("cut")
	err := Write(path, 0o600, func(w io.Writer) error {
		io.WriteString(w, "apr")
		return cut
	})
	if !errors.Is(err, cut) {
		t.Errorf("error %v, want %v", err, cut)
	}
	if got, _ := os.ReadFile(path); string(got) != "avant" {
		t.Errorf("the file now holds %q", got)
	}
	alone(t, path)
}

// A source that the caller cannot open is not our folder's fault.
func TestErrorOfTheCallerIsKept(t *testing.T) {
	path := filepath.Join(t.TempDir(), "motion.md")
	err := Write(path, 0o600, func(io.Writer) error { _, err := os.Open("absent.csv"); return err })
	if want := path + " cannot be written: open absent.csv: no such file or directory"; err == nil || err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
}

// The new content must not be seen under its name before it is complete.
func TestOldContentUntilTheEnd(t *testing.T) {
	path := filepath.Join(t.TempDir(), "motion.md")
	if err := Write(path, 0o600, text("avant")); err != nil {
		t.Fatal(err)
	}
	err := Write(path, 0o600, func(w io.Writer) error {
		io.WriteString(w, "après")
		if got, _ := os.ReadFile(path); string(got) != "avant" {
			t.Errorf("a reader saw %q", got)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestRefusals(t *testing.T) {
	folder := t.TempDir()
	occupied := filepath.Join(folder, "dossier")
	if err := os.MkdirAll(filepath.Join(occupied, "plein"), 0o700); err != nil {
		t.Fatal(err)
	}
	missing := filepath.Join(folder, "absent")
	tests := []struct {
		name, path, want string
		kind             error
	}{
		{"folder missing", filepath.Join(missing, "m.md"), "m.md cannot be written: folder " + missing + " does not exist; create it first", fs.ErrNotExist},
		{"name of a folder", occupied, "dossier cannot be written: ", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			checkRefusal(t, Write(tt.path, 0o600, text("x")), tt.want, tt.kind)
		})
	}
	alone(t, occupied)
}

func TestUnwritableFolder(t *testing.T) {
	folder := t.TempDir()
	if err := os.Chmod(folder, 0o500); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(folder, "m.md")
	want := path + " cannot be written: folder " + folder + " is read-only for you; choose another one or change its rights: permission denied"
	if os.Geteuid() == 0 {
		// Root passes through rights: the sentence is checked, not the folder.
		checkRefusal(t, advise(path, &fs.PathError{Op: "open", Path: "t", Err: fs.ErrPermission}), want, fs.ErrPermission)
		return
	}
	checkRefusal(t, Write(path, 0o600, text("x")), want, fs.ErrPermission)
}

func checkRefusal(t *testing.T, err error, want string, kind error) {
	t.Helper()
	if err == nil || !strings.Contains(err.Error(), want) {
		t.Fatalf("got  %v\nwant %s", err, want)
	}
	if kind != nil && !errors.Is(err, kind) {
		t.Errorf("%v is not %v", err, kind)
	}
	if strings.Contains(err.Error(), ".tmp") || strings.Contains(err.Error(), "\n") {
		t.Errorf("not one clear sentence: %v", err)
	}
}

// alone checks that no temporary file stays beside path.
func alone(t *testing.T, path string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != 1 {
		t.Errorf("%d files in the folder, want 1: %v", len(entries), entries)
	}
}

func text(content string) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := io.WriteString(w, content)
		return err
	}
}
