package cluster

import (
	"errors"
	"fmt"
)

var (
	// ErrNoTexts: Run was given nothing to group.
	ErrNoTexts = errors.New("cluster: no text to group")
	// ErrUnknownMethod: Options.Method is not the Name of an entry of Methods.
	ErrUnknownMethod = errors.New("cluster: unknown method")
	// ErrK: Options.K is negative, or larger than the number of texts.
	ErrK = errors.New("cluster: impossible number of groups")
)

// ErrDuplicateID says that two texts carry the same id, so that no answer
// could tell them apart.
type ErrDuplicateID struct{ ID string }

func (e ErrDuplicateID) Error() string {
	return fmt.Sprintf("cluster: the id %q is given twice", e.ID)
}
