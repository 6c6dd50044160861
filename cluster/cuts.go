package cluster

import "context"

// Cut proposes to cut a contribution into several ideas.
type Cut struct {
	ID    string
	Parts []Part // two at least; together they are the whole text
}

// Part is a stretch of a contribution that speaks of one theme.
type Part struct {
	Start, End int     // bytes of the text as given; the next part starts at End
	Theme      ThemeID // where its words lean
	Confidence float64 // in [0,1]; at least a quarter
}

const (
	cutMargin = .25 // what « clearly » means
	cutStems  = 4
)

// Cuts proposes a cut where sentences of a contribution lean clearly to
// different themes. A sentence, or a part, leans clearly to the theme whose
// texts (the contribution itself set aside) have the likest words when
//
//   - at least four of its different stems are known to other texts, and
//   - the second theme has at most three quarters of that likeness.
//
// Sentences that do not lean clearly follow the one before them, those at the
// beginning the first that does. Successive sentences of one theme are a part.
// A part must lean clearly to its theme as a whole too, or its neighbours share
// it; two parts at least must be left, of two themes or more. Contributions
// that a person pinned are left alone.
//
// Of texts joined in pairs, over three consultations in 10 or 20 themes, 34 to
// 60 % were cut, mostly at the joint, and 8 to 17 % of those not joined, some of
// which hold two ideas: these are proposals, for a person to take or leave.
//
// Cuts come by id. The only error is that of ctx.
func (a *Analysis) Cuts(ctx context.Context) ([]Cut, error) {
	if len(a.themes) < 2 {
		return nil, ctx.Err()
	}
	var rows []int
	var texts []string
	for row, p := range a.State.Places {
		if !p.Pinned && len(a.corpus.docs[row].words) >= 2*cutStems {
			rows, texts = append(rows, row), append(texts, a.source[row])
		}
	}
	sentences := SentencesEach(texts)
	leaning := newLeaning(a)
	parts := make([][]Part, len(rows))
	err := eachChunk(ctx, len(rows), chunk, func(from, to int) {
		stems := stemmer{}
		for i := from; i < to; i++ {
			if len(sentences[i]) > 1 {
				parts[i] = leaning.cut(rows[i], texts[i], sentenceEnds(texts[i], sentences[i]), stems)
			}
		}
	})
	if err != nil {
		return nil, err
	}
	var out []Cut
	for i, p := range parts {
		if len(p) > 1 {
			out = append(out, Cut{ID: a.corpus.ids[rows[i]], Parts: p})
		}
	}
	return out, nil
}

// lean is the theme to which a stretch of text leans; theme is -1 when it does
// not lean clearly.
type lean struct {
	theme      int
	confidence float64
}

// cut returns the parts of a text whose sentences end at ends.
func (l *leaning) cut(row int, text string, ends []int, stems stemmer) []Part {
	leans := make([]lean, len(ends))
	start, clear := 0, 0
	for i, end := range ends {
		if leans[i] = l.of(row, text[start:end], stems); leans[i].theme >= 0 {
			clear++
		}
		start = end
	}
	if clear < 2 {
		return nil
	}
	parts := join(leans, ends)
	for len(parts) > 1 {
		weakest := -1
		for i, p := range parts {
			whole := l.of(row, text[p.start:p.end], stems)
			if whole.theme != p.theme {
				whole.confidence = 0
			}
			parts[i].confidence = whole.confidence
			if whole.confidence < cutMargin && (weakest < 0 || whole.confidence < parts[weakest].confidence) {
				weakest = i
			}
		}
		if weakest < 0 {
			break
		}
		parts = dissolve(parts, weakest)
	}
	out := make([]Part, len(parts))
	for i, p := range parts {
		out[i] = Part{Start: p.start, End: p.end, Theme: l.themes[p.theme], Confidence: rounded(p.confidence)}
	}
	return out
}

// stretch is a part being made.
type stretch struct {
	start, end int
	lean
}

// join makes a stretch of every run of sentences of one theme.
func join(leans []lean, ends []int) []stretch {
	theme := -1
	for _, l := range leans {
		if theme = l.theme; theme >= 0 {
			break
		}
	}
	out := []stretch{{end: ends[len(ends)-1], lean: lean{theme: theme}}}
	for i, l := range leans {
		last := &out[len(out)-1]
		if l.theme >= 0 && l.theme != last.theme {
			start := ends[i-1]
			out = append(out, stretch{start: start, end: last.end, lean: lean{theme: l.theme}})
			out[len(out)-2].end = start
		}
	}
	return out
}

// dissolve gives the stretch at i to the one before it, the first to the one
// after; neighbours of one theme become one.
func dissolve(parts []stretch, i int) []stretch {
	if i > 0 {
		parts[i-1].end = parts[i].end
	} else {
		parts[1].start = parts[0].start
	}
	out := append(parts[:i:i], parts[i+1:]...)
	merged := out[:1]
	for _, p := range out[1:] {
		if last := &merged[len(merged)-1]; last.theme == p.theme {
			last.end = p.end
			continue
		}
		merged = append(merged, p)
	}
	return merged
}
