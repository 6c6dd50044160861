package store_test

import (
	"testing"

	"unanime/internal/store"
	"unanime/internal/store/storetest"
)

func TestEngines(t *testing.T) {
	engines := map[string]func(dir string) (store.Engine, error){
		"bbolt":       store.NewEngine,
		"bbolt loose": store.NewLooseEngine,
		"memory":      func(string) (store.Engine, error) { return &storetest.Memory{}, nil },
	}
	for name, open := range engines {
		t.Run(name, func(t *testing.T) {
			storetest.Run(t, func(t *testing.T) store.Engine {
				e, err := open(t.TempDir())
				if err != nil {
					t.Fatal(err)
				}
				return e
			})
		})
	}
}
