//go:build !(linux || darwin || freebsd || netbsd || openbsd || dragonfly)

package store

import "os"

// lockFile leaves the lock to bbolt, which takes it a moment later.
func lockFile(*os.File, bool) error { return nil }
