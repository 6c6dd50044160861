package main

import (
	"time"

	"github.com/schollz/progressbar/v3"
)

// progress shows what takes over a second, on a terminal only. The function it
// returns takes a name and the share done, in [0,1]; stop clears the line.
func (p Program) progress() (show func(stage string, done float64), stop func()) {
	if !p.Terminal {
		return nil, func() {}
	}
	const steps = 1000
	started := p.Now()
	var bar *progressbar.ProgressBar
	show = func(stage string, done float64) {
		if bar == nil && p.Now().Sub(started) < time.Second {
			return
		}
		if bar == nil {
			bar = progressbar.NewOptions(steps,
				progressbar.OptionSetWriter(p.Stderr), progressbar.OptionClearOnFinish(), progressbar.OptionSetPredictTime(false))
		}
		bar.Describe(stage)
		_ = bar.Set(int(done * steps)) // a bar that cannot be drawn harms nothing
	}
	return show, func() {
		if bar != nil {
			_ = bar.Finish()
		}
	}
}
