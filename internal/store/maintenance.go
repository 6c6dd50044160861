package store

import (
	"archive/tar"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
)

// Compact rewrites both files without what was deleted from them, which until
// then can be read in their free pages. Nobody may hold the directory. Copies
// made before a migration, and backups, keep what they hold.
func Compact(dir string) error {
	for _, name := range []string{dataName, textsName} {
		path := filepath.Join(dir, name)
		e, err := openBolt(path, fitting{})
		if err != nil {
			return err
		}
		if err := errors.Join(e.compactTo(path), e.Close()); err != nil {
			return fmt.Errorf("compact: %w", err)
		}
	}
	return nil
}

// Backup writes the whole directory as a tar of its three files, each as it
// stands at one moment, while it is in use. They are copied on the local disk
// first: a slow reader of w never holds a transaction open, which would stop all
// writing. It holds every key and is to be encrypted by whoever keeps it.
func (d *Dir) Backup(w io.Writer) error {
	temp, err := os.MkdirTemp(d.path, "backup-*"+partSuffix)
	if err != nil {
		return translate(d.path, err)
	}
	defer os.RemoveAll(temp)
	err = errors.Join(
		d.Store.engine.copyTo(filepath.Join(temp, dataName)),
		d.Log.engine.copyTo(filepath.Join(temp, textsName)),
		os.WriteFile(filepath.Join(temp, secretName), d.Secret, 0o600),
	)
	if err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	out := tar.NewWriter(w)
	for _, name := range []string{secretName, textsName, dataName} {
		if err := addFile(out, filepath.Join(temp, name)); err != nil {
			return fmt.Errorf("backup: %w", err)
		}
	}
	return out.Close()
}

func addFile(out *tar.Writer, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	h := &tar.Header{Name: filepath.Base(path), Mode: 0o600, Size: info.Size()}
	if err := out.WriteHeader(h); err != nil {
		return err
	}
	_, err = io.Copy(out, f)
	return err
}

// Restore makes a data directory of what Backup wrote, after checking it. As for
// Init, ErrExists when there is data in dir. ErrNotDatabase when r is no backup;
// ErrDamaged when it does not hold.
func Restore(r io.Reader, dir string) error {
	part, err := prepare(dir)
	if err != nil {
		return fmt.Errorf("restore to %s: %w", dir, err)
	}
	if err := unpackBackup(r, part); err != nil {
		return errors.Join(fmt.Errorf("restore to %s: %w", dir, err), os.RemoveAll(part))
	}
	return install(dir, part)
}

func unpackBackup(r io.Reader, part string) error {
	wanted := []string{textsName, secretName, dataName} // sorted
	var got []string
	for in := tar.NewReader(r); ; {
		h, err := in.Next()
		if err == io.EOF {
			break
		}
		if err != nil || !slices.Contains(wanted, h.Name) || slices.Contains(got, h.Name) {
			return ErrNotDatabase
		}
		got = append(got, h.Name)
		if err := writeNew(filepath.Join(part, h.Name), in); err != nil {
			return err
		}
	}
	if slices.Sort(got); !slices.Equal(got, wanted) {
		return ErrNotDatabase
	}
	report, err := Check(part)
	if err == nil && len(report.Problems) > 0 {
		err = fmt.Errorf("%w: %s", ErrDamaged, report.Problems[0])
	}
	return err
}

func writeNew(path string, r io.Reader) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(f, r)
	return errors.Join(err, f.Sync(), f.Close())
}
