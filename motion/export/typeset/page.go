package typeset

// Strip is what cannot be cut by a page: a line of text, a row of a table. Its
// boxes are placed from its top left corner.
type Strip struct {
	Height    float64
	Before    float64 // space above, dropped at the top of a page
	Keep      bool    // stays on the page of the next strip
	PageBreak bool    // begins a page
	Boxes     []Box
	Bars      []*Bar   // rules along this strip and its neighbours that have the same
	Anchors   []string // names by which links lead here
	Head      []Box    // drawn again, as decoration, when the strip begins a page
	HeadRoom  float64  // height of Head
}

// Box is a line or a filled rectangle. Of a line, Y is the baseline; of a
// rectangle, the top.
type Box struct {
	X, Y  float64
	Line  *Line
	Rect  *Rect
	Decor Decor // what it is when it is not part of the document's text
}

// Rect is a rectangle filled with a color; round when Disc is set.
type Rect struct {
	Width, Height float64
	Color         Color
	Disc          bool
}

// Decor sets apart what a reader of the text must not be told.
type Decor byte

// A box is content unless it is one of these.
const (
	Content Decor = iota
	Layout        // rules, leaders, bars
	Header        // running head
	Footer        // running foot
	Again         // repeated head of a table
)

// Bar is a vertical rule beside strips that follow one another.
type Bar struct {
	X, Width float64
	Color    Color
}

// Page is what is drawn on one page, in reading order.
type Page struct {
	Boxes   []Box
	Anchors []Anchor
}

// Anchor is a place on a page.
type Anchor struct {
	Name string
	Y    float64
}

// Frame is where the strips go on a page.
type Frame struct {
	X, Y, Height float64
}

// Paginate cuts the strips into pages. A strip higher than a page, and a chain of
// kept strips longer than one, are cut where the page ends.
func Paginate(strips []Strip, frame Frame) []Page {
	var pages []Page
	for start := 0; start < len(strips); {
		end := lastOfPage(strips, start, frame.Height) + 1
		pages = append(pages, place(strips[start:end], frame))
		start = end
	}
	return pages
}

// lastOfPage is the index of the last strip on the page that begins at start.
func lastOfPage(strips []Strip, start int, room float64) int {
	y := strips[start].HeadRoom
	good := -1
	i := start
	for ; i < len(strips); i++ {
		strip := strips[i]
		if i > start {
			if strip.PageBreak {
				return i - 1
			}
			y += strip.Before
		}
		if y += strip.Height; y > room+.01 {
			break
		}
		if !strip.Keep {
			good = i
		}
	}
	switch {
	case i == len(strips):
		return i - 1
	case good >= start:
		return good
	}
	return max(i-1, start)
}

func place(strips []Strip, frame Frame) Page {
	var page Page
	bars := map[*Bar]int{} // index of the rectangle in page.Boxes
	y := frame.Y
	for _, b := range strips[0].Head {
		b.X, b.Y, b.Decor = b.X+frame.X, b.Y+y, max(b.Decor, Layout)
		if b.Line != nil {
			b.Decor = Again
		}
		page.Boxes = append(page.Boxes, b)
	}
	y += strips[0].HeadRoom
	for i, strip := range strips {
		if i > 0 {
			y += strip.Before
		}
		for _, bar := range strip.Bars {
			top := y
			if i == 0 {
				top = frame.Y
			}
			page.extend(bars, bar, Box{X: frame.X + bar.X, Y: top}, y+strip.Height)
		}
		for _, b := range strip.Boxes {
			b.X, b.Y = b.X+frame.X, b.Y+y
			page.Boxes = append(page.Boxes, b)
		}
		for _, name := range strip.Anchors {
			page.Anchors = append(page.Anchors, Anchor{name, y})
		}
		y += strip.Height
	}
	return page
}

// extend draws the bar down to the bottom given, or begins it at the box.
func (p *Page) extend(bars map[*Bar]int, bar *Bar, from Box, bottom float64) {
	at, known := bars[bar]
	if !known {
		at = len(p.Boxes)
		bars[bar] = at
		from.Decor, from.Rect = Layout, &Rect{Width: bar.Width, Color: bar.Color}
		p.Boxes = append(p.Boxes, from)
	}
	rect := p.Boxes[at].Rect
	rect.Height = bottom - p.Boxes[at].Y
}
