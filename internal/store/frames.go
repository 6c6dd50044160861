package store

import "unanime/motion/live"

// frames checks that each frame follows the one before, and leaves the version
// after the last.
func (c *checker) frames(p Path, last *uint64) {
	_ = c.Scan(p, nil, func(key, record []byte) error {
		at := place{p, key}
		var f live.Frame
		n, err := versions.decode(key)
		if err == nil {
			err = at.unmarshal(record, &f)
		}
		switch {
		case err != nil:
			c.problem(at.String(), "%v", err)
		case n != uint64(f.From) || n != *last:
			c.problem(at.String(), "does not follow the frame before it")
		}
		if err == nil {
			*last = uint64(f.To)
			c.report.Frames++
		}
		return nil
	})
}

// snapshots checks that there is a first one and none from the future.
func (c *checker) snapshots(p Path, last uint64) {
	if c.Get(p, versions.encode(0)) == nil {
		c.problem(string(p), "the first is missing")
	}
	_ = c.Scan(p, nil, func(key, record []byte) error {
		at := place{p, key}
		var s live.Snapshot
		n, err := versions.decode(key)
		if err == nil {
			err = at.unmarshal(record, &s)
		}
		switch {
		case err != nil:
			c.problem(at.String(), "%v", err)
		case n != uint64(s.Version) || n > last:
			c.problem(at.String(), "is of a version that no frame leads to")
		}
		return nil
	})
}
