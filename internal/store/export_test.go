package store

import "path/filepath"

// Opened for the tests of package store_test.

// NewEngine makes a bbolt file in dir and opens it.
func NewEngine(dir string) (Engine, error) {
	path := filepath.Join(dir, dataName)
	if err := createBolt(path, func(Engine) error { return nil }); err != nil {
		return nil, err
	}
	return openBolt(path, fitting{})
}

// NewLooseEngine is the same for a file without its list of free pages.
func NewLooseEngine(dir string) (Engine, error) {
	path := filepath.Join(dir, textsName)
	if err := createBolt(path, func(Engine) error { return nil }); err != nil {
		return nil, err
	}
	return openBolt(path, fitting{loose: true})
}
