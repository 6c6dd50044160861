package cluster

import (
	"regexp"
	"sync"
)

// pattern compiles an expression when it is first used: a program that only
// shows its help has no use for it, and all of them take 40 ms.
func pattern(expression string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })
}

// wordList reads a word list (see wordSet) when it is first used.
func wordList(list string) func() map[string]bool {
	return sync.OnceValue(func() map[string]bool { return wordSet(list) })
}
