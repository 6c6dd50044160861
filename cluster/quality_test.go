package cluster

import (
	"context"
	"math"
	"testing"
)

// floor is the least mean NMI on the labelled sample that a change may leave:
// what the method reached over five seeds, less .02.
var floor = map[string]float64{"tfidf-kmeans": .46, "neighbours": .735}

func TestQualityFloor(t *testing.T) {
	rows := readSample(t, "testdata/lois.csv")
	texts, labels := make([]Text, len(rows)), make([]string, len(rows))
	for i, r := range rows {
		texts[i], labels[i] = r.Text, r.label
	}
	for _, m := range Methods {
		sum := 0.0
		for seed := range uint64(5) {
			r, err := Run(context.Background(), texts, Options{Method: m.Name, K: 10, Seed: seed})
			if err != nil {
				t.Fatal(err)
			}
			sum += mutualInformation(labels, r.Placements)
		}
		t.Logf("%s: mean NMI %.4f", m.Name, sum/5)
		if least, ok := floor[m.Name]; !ok || sum/5 < least {
			t.Errorf("%s: mean NMI %.4f, floor %.3f", m.Name, sum/5, least)
		}
	}
}

// mutualInformation is the normalized mutual information of labels and groups,
// by the arithmetic mean of the entropies; in [0,1], 1 when they are the same.
func mutualInformation(labels []string, placements []Placement) float64 {
	type cell struct {
		label string
		group int
	}
	n := float64(len(labels))
	both, byLabel, byGroup := map[cell]float64{}, map[string]float64{}, map[int]float64{}
	for i, p := range placements {
		both[cell{labels[i], p.Group}]++
		byLabel[labels[i]]++
		byGroup[p.Group]++
	}
	information, entropy := 0.0, 0.0
	for c, x := range both {
		information += x / n * math.Log(n*x/byLabel[c.label]/byGroup[c.group])
	}
	for _, x := range byLabel {
		entropy -= x / n * math.Log(x/n)
	}
	for _, x := range byGroup {
		entropy -= x / n * math.Log(x/n)
	}
	return 2 * information / entropy
}
