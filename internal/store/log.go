package store

import (
	"encoding/json"
	"errors"
	"fmt"

	"unanime/motion/live"
)

// Log is an open motions.db. It implements live.Log, and any number of rooms may
// use it.
//
//	meta                 as in unanime.db
//	motion
//	  <name>             one for each motion
//	    frames           version before, 8 bytes → Frame as it was accepted;
//	                     the sequence is the version after the last
//	    snapshots        version, 8 bytes → Snapshot
//
// Nothing is ever taken out of it.
type Log struct {
	engine *boltEngine
	writer *gatherer
}

var _ live.Log = (*Log)(nil)

// ErrGap: the frame does not follow the last one.
var ErrGap = errors.New("the frame does not follow the last one")

const motions Path = "motion"

// Buckets of one motion.
const (
	frames    = "frames"
	snapshots = "snapshots"
)

// OpenLog opens the file at path, which Init made; errors as of Open. The list of
// free pages stays out of the commits, which makes them shorter.
func OpenLog(path string, o Options) (*Log, error) {
	engine, err := openBolt(path, fitting{loose: true, limit: o.Limit})
	if err != nil {
		return nil, err
	}
	if err := migrate(engine, logMigrations); err != nil {
		return nil, closeAfter(engine, err)
	}
	return &Log{engine: engine, writer: gather(engine)}, nil
}

// Begin implements live.Log.
func (l *Log) Begin(motion string, first live.Snapshot) error {
	p, err := motionPath(motion)
	if err != nil {
		return err
	}
	if first.Version != 0 {
		return fmt.Errorf("begin %s at version %d: %w", motion, first.Version, ErrGap)
	}
	record, at, err := snapshotRecord(p, first)
	if err != nil {
		return err
	}
	return l.writer.Update(func(w Writer) error {
		if begun(w, p) {
			return live.ErrExists
		}
		return w.Put(at.bucket, at.key, record)
	})
}

// Append implements live.Log.
func (l *Log) Append(motion string, f live.Frame) error {
	p, err := motionPath(motion)
	if err != nil {
		return err
	}
	content, err := marshal(f)
	if err != nil {
		return err
	}
	at := place{p.in(frames), versions.encode(uint64(f.From))}
	record := at.pack(plain, content)
	return l.writer.Update(func(w Writer) error {
		switch {
		case !begun(w, p):
			return live.ErrNoMotion
		case uint64(f.From) != w.Sequence(at.bucket), f.To <= f.From:
			return fmt.Errorf("%s, frame %d to %d: %w", motion, f.From, f.To, ErrGap)
		}
		if err := w.Put(at.bucket, at.key, record); err != nil {
			return err
		}
		return w.SetSequence(at.bucket, uint64(f.To))
	})
}

// Keep implements live.Log.
func (l *Log) Keep(motion string, s live.Snapshot) error {
	p, err := motionPath(motion)
	if err != nil {
		return err
	}
	record, at, err := snapshotRecord(p, s)
	if err != nil {
		return err
	}
	return l.writer.Update(func(w Writer) error {
		switch {
		case !begun(w, p):
			return live.ErrNoMotion
		case s.Version < 0 || uint64(s.Version) > w.Sequence(p.in(frames)):
			return fmt.Errorf("%s, snapshot %d: %w", motion, s.Version, ErrGap)
		}
		return w.Put(at.bucket, at.key, record)
	})
}

// Latest implements live.Log.
func (l *Log) Latest(motion string) (s live.Snapshot, err error) {
	p, err := motionPath(motion)
	if err != nil {
		return s, live.ErrNoMotion
	}
	err = l.view(func(r Reader) error {
		var last []byte
		at := place{bucket: p.in(snapshots)}
		err := r.Scan(at.bucket, nil, func(key, record []byte) error {
			at.key, last = key, record
			return nil
		})
		if err != nil || last == nil {
			return errors.Join(err, live.ErrNoMotion)
		}
		return at.unmarshal(last, &s)
	})
	return s, err
}

// Since implements live.Log. The frames are read first, so that a slow visit
// holds no transaction open.
func (l *Log) Since(motion string, version int, visit func(live.Frame) error) error {
	p, err := motionPath(motion)
	if err != nil {
		return live.ErrNoMotion
	}
	var all []live.Frame
	err = l.view(func(r Reader) error {
		if !begun(r, p) {
			return live.ErrNoMotion
		}
		from := versions.encode(uint64(max(version, 0)))
		return r.Scan(p.in(frames), from, func(key, record []byte) error {
			var f live.Frame
			if err := (place{p.in(frames), key}).unmarshal(record, &f); err != nil {
				return err
			}
			all = append(all, f)
			return nil
		})
	})
	if err != nil {
		return err
	}
	for _, f := range all {
		if err := visit(f); err != nil {
			return err
		}
	}
	return nil
}

// Ping is as of Store.
func (l *Log) Ping() error { return ping(l.engine, l.writer) }

// Close answers what waits, then closes the file.
func (l *Log) Close() error {
	l.writer.close()
	return l.engine.Close()
}

func (l *Log) view(f func(Reader) error) error {
	return protect(func() error { return l.engine.View(f) })
}

var versions = number[uint64]()

func motionPath(motion string) (Path, error) {
	if !isSlug(motion) {
		return "", fmt.Errorf("motion %q: %w", motion, ErrBadKey)
	}
	return motions.in(motion), nil
}

func begun(r Reader, p Path) bool {
	return r.Get(p.in(snapshots), versions.encode(0)) != nil
}

func snapshotRecord(p Path, s live.Snapshot) (record []byte, at place, err error) {
	at = place{p.in(snapshots), versions.encode(uint64(s.Version))}
	content, err := marshal(s)
	if err != nil {
		return nil, at, err
	}
	return at.pack(plain, content), at, nil
}

// unmarshal reads a plain record into v.
func (p place) unmarshal(record []byte, v any) error {
	kind, content, err := p.unpack(record)
	if err != nil {
		return err
	}
	if kind != plain || json.Unmarshal(content, v) != nil {
		return p.corrupt()
	}
	return nil
}
