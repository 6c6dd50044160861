package store

import (
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Dir is an open data directory.
type Dir struct {
	*Store        // unanime.db
	Log    *Log   // motions.db: typing never queues behind the rest
	Secret []byte // 32 random bytes for the keys of cookies
	path   string
	signed bool
}

// Init makes a new data directory, which may exist if it holds no data: ErrExists
// otherwise. Killed half-way it can be run again. Test data may be seeded with
// invented people and read by test tools; the mark never goes.
func Init(dir string, test bool) error {
	part, err := prepare(dir)
	if err != nil {
		return fmt.Errorf("init %s: %w", dir, err)
	}
	err = errors.Join(
		createBolt(filepath.Join(part, dataName), func(e Engine) error { return create(e, migrations, test) }),
		createBolt(filepath.Join(part, textsName), func(e Engine) error { return create(e, logMigrations, test) }),
		makeSecret(filepath.Join(part, secretName)),
	)
	if err != nil {
		return fmt.Errorf("init %s: %w", dir, err)
	}
	return install(dir, part)
}

// OpenDir opens what Init made. The errors are those of Open.
func OpenDir(dir string, o Options) (*Dir, error) {
	d := &Dir{path: dir}
	var err error
	if d.Store, err = Open(filepath.Join(dir, dataName), o); err != nil {
		return nil, err
	}
	if d.Log, err = OpenLog(filepath.Join(dir, textsName), o); err != nil {
		return nil, errors.Join(err, d.Store.Close())
	}
	if d.Secret, err = readSecret(filepath.Join(dir, secretName)); err != nil {
		return nil, errors.Join(err, d.Close())
	}
	d.sweep()
	if err := d.sign(o); err != nil {
		return nil, errors.Join(err, d.Close())
	}
	return d, nil
}

// Ping returns nil when writes to both files can be expected to work.
func (d *Dir) Ping() error { return errors.Join(d.Store.Ping(), d.Log.Ping()) }

// Close answers what waits and closes both files.
func (d *Dir) Close() error {
	if d.signed {
		d.signed = false
		_ = os.Remove(filepath.Join(d.path, lockName))
	}
	return errors.Join(d.Log.Close(), d.Store.Close())
}

// sweep removes what a killed process left half-made.
func (d *Dir) sweep() {
	parts, _ := filepath.Glob(filepath.Join(d.path, "*"+partSuffix))
	for _, p := range parts {
		_ = os.Remove(p)
	}
}

// sign leaves word of who holds the directory, for holder.
func (d *Dir) sign(o Options) error {
	who := fmt.Sprintf("process %d since %s", os.Getpid(), time.Now().UTC().Format("2006-01-02 15:04:05 UTC"))
	if o.Listen != "" {
		who += ", listening on " + o.Listen
	}
	path := filepath.Join(d.path, lockName)
	d.signed = true
	return translate(path, os.WriteFile(path, []byte(who+"\n"), 0o600))
}

// holder returns what sign wrote beside the file at path, or "". It is believed
// only where the lock itself was met.
func holder(path string) string {
	b, err := os.ReadFile(filepath.Join(filepath.Dir(path), lockName))
	if err != nil {
		return ""
	}
	who, _, _ := strings.Cut(string(b[:min(len(b), 200)]), "\n")
	return who
}

const secretSize = 32

// readSecret makes the secret the first time.
func readSecret(path string) ([]byte, error) {
	b, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		if err := makeSecret(path); err != nil {
			return nil, err
		}
		b, err = os.ReadFile(path)
	}
	if err == nil && len(b) != secretSize {
		err = fmt.Errorf("%s: %w", path, ErrDamaged)
	}
	return b, translate(path, err)
}

func makeSecret(path string) error {
	secret := make([]byte, secretSize)
	rand.Read(secret) // never fails: see crypto/rand
	if err := os.WriteFile(path+partSuffix, secret, 0o600); err != nil {
		return translate(path, err)
	}
	return settle(path+partSuffix, path)
}
