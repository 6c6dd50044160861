package store

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"io"
	"os"
)

// The file as bbolt 1.5 writes it, in the machine's byte order:
//
//	page   id 8 · flags 2 · count 2 · overflow 4 · elements · keys and values
//	meta   magic 4 · version 4 · page size 4 · flags 4 · root 8 · sequence 8 ·
//	       free list 8 · high water 8 · transaction 8 · FNV-1a 64 of these 8
//	branch position 4 · key size 4 · page 8
//	leaf   flags 4 · position 4 · key size 4 · value size 4
//
// A position counts from the start of its element. The value of a leaf element
// with flag 1 is a bucket: root page 8, sequence 8, and when the root is 0 the
// page itself.
const (
	pageHeader  = 16
	elementSize = 16
	metaSize    = 64
	boltMagic   = 0xED0CDAED
	boltVersion = 2
	branchPage  = 0x01
	leafPage    = 0x02
	freePage    = 0x10
	bucketFlag  = 1
	noFreeList  = ^uint64(0)
	// deepest tree, all buckets together: eight levels would hold more than any
	// disk. A loop would go deeper.
	deepest = 64
)

var order = binary.NativeEndian

// head is what a meta page says.
type head struct {
	pageSize             int64
	root, free, high, tx uint64
	alone                bool // the other meta page does not hold
}

// inspectFile reads the whole tree of a bbolt file without bbolt, which trusts
// its pages: a wrong count there is a panic that no one can recover, or 24 GB of
// memory. It answers ErrDamaged before any harm. Each page is read once, so time
// and memory are bounded by the file.
func inspectFile(path string, write bool) error {
	how := os.O_RDONLY
	if write {
		how = os.O_RDWR
	}
	f, err := os.OpenFile(path, how, 0)
	if err != nil {
		return translate(path, err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if info.IsDir() || info.Size() == 0 {
		return fmt.Errorf("%s: %w", path, ErrNotDatabase)
	}
	if err := lockFile(f, write); err != nil {
		return err
	}
	if err := inspect(f, info.Size()); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

func inspect(r io.ReaderAt, size int64) error {
	h, err := readHead(r)
	if err != nil {
		return err
	}
	if h.high < 3 || h.high > uint64(size/h.pageSize) {
		return fmt.Errorf("%w: it ends before its last page", ErrDamaged)
	}
	in := inspector{r: r, head: h, seen: make([]bool, h.high)}
	in.seen[0], in.seen[1] = true, true
	if err := in.tree(h.root, span{}, 0); err != nil {
		return err
	}
	if h.free == noFreeList {
		return nil
	}
	return in.freeList()
}

// readHead returns the newest meta page that holds.
func readHead(r io.ReaderAt) (h head, err error) {
	first, err0 := readMeta(r, 0)
	if err0 == nil {
		second, err := readMeta(r, first.pageSize)
		if err == nil && second.pageSize == first.pageSize && second.tx > first.tx {
			return second, nil
		}
		first.alone = err != nil
		return first, nil
	}
	for size := int64(1 << 10); size <= 1<<16; size *= 2 {
		if second, err := readMeta(r, size); err == nil && second.pageSize == size {
			second.alone = true
			return second, nil
		}
	}
	return h, err0
}

func readMeta(r io.ReaderAt, at int64) (h head, err error) {
	var b [metaSize]byte
	if _, err := r.ReadAt(b[:], at+pageHeader); err != nil || order.Uint32(b[:]) != boltMagic {
		return h, ErrNotDatabase
	}
	if order.Uint32(b[4:]) > boltVersion {
		return h, ErrFuture
	}
	sum := fnv.New64a()
	sum.Write(b[:56])
	h.pageSize = int64(order.Uint32(b[8:]))
	good := order.Uint32(b[4:]) == boltVersion && sum.Sum64() == order.Uint64(b[56:]) &&
		h.pageSize >= 1<<10 && h.pageSize <= 1<<16 && h.pageSize&(h.pageSize-1) == 0
	if !good {
		return h, fmt.Errorf("%w: its first pages do not hold", ErrDamaged)
	}
	h.root, h.free, h.high, h.tx = order.Uint64(b[16:]), order.Uint64(b[32:]), order.Uint64(b[40:]), order.Uint64(b[48:])
	return h, nil
}

type inspector struct {
	head
	r    io.ReaderAt
	seen []bool
}

// span is which keys a page may hold: low ≤ key < high; nil is no bound.
type span struct{ low, high []byte }

func (in *inspector) damage(page uint64, what string) error {
	return fmt.Errorf("%w: page %d %s", ErrDamaged, page, what)
}

// page reads a page with its overflow, once.
func (in *inspector) page(id uint64) ([]byte, error) {
	if id < 2 || id >= in.high {
		return nil, in.damage(id, "does not exist")
	}
	var header [pageHeader]byte
	if _, err := in.r.ReadAt(header[:], int64(id)*in.pageSize); err != nil {
		return nil, in.damage(id, "cannot be read")
	}
	extent := uint64(order.Uint32(header[12:])) + 1
	if order.Uint64(header[:]) != id || id+extent > in.high {
		return nil, in.damage(id, "is not itself")
	}
	for i := id; i < id+extent; i++ {
		if in.seen[i] {
			return nil, in.damage(i, "is used twice")
		}
		in.seen[i] = true
	}
	b := make([]byte, int64(extent)*in.pageSize)
	if _, err := in.r.ReadAt(b, int64(id)*in.pageSize); err != nil {
		return nil, in.damage(id, "cannot be read")
	}
	return b, nil
}

func (in *inspector) tree(id uint64, keys span, depth int) error {
	if depth > deepest {
		return in.damage(id, "is too deep")
	}
	b, err := in.page(id)
	if err != nil {
		return err
	}
	switch order.Uint16(b[8:]) {
	case branchPage:
		return in.branch(id, b, keys, depth)
	case leafPage:
		return in.leaf(id, b, keys, depth)
	}
	return in.damage(id, "is of no kind")
}

func (in *inspector) branch(id uint64, b []byte, keys span, depth int) error {
	all, err := in.elements(id, b, keys)
	if err != nil {
		return err
	}
	if len(all) == 0 {
		return in.damage(id, "leads nowhere")
	}
	for i, e := range all {
		child := span{e.key, keys.high}
		if i+1 < len(all) {
			child.high = all[i+1].key
		}
		if err := in.tree(e.page, child, depth+1); err != nil {
			return err
		}
	}
	return nil
}

func (in *inspector) leaf(id uint64, b []byte, keys span, depth int) error {
	all, err := in.elements(id, b, keys)
	if err != nil {
		return err
	}
	for _, e := range all {
		if !e.bucket {
			continue
		}
		if len(e.value) < 16 {
			return in.damage(id, "holds half a bucket")
		}
		if root := order.Uint64(e.value); root != 0 {
			err = in.tree(root, span{}, depth+1)
		} else {
			err = in.inline(id, e.value[16:])
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// inline checks a bucket that is small enough to lie in its parent's page.
func (in *inspector) inline(id uint64, b []byte) error {
	if len(b) < pageHeader || order.Uint16(b[8:]) != leafPage {
		return in.damage(id, "holds half a bucket")
	}
	all, err := in.elements(id, b, span{})
	for _, e := range all {
		if e.bucket {
			return in.damage(id, "holds a bucket where none can be")
		}
	}
	return err
}

type element struct {
	key, value []byte
	bucket     bool
	page       uint64
}

// elements lists what a page holds after checking that it lies within the page
// and that the keys ascend within their span.
func (in *inspector) elements(id uint64, b []byte, keys span) ([]element, error) {
	count := int(order.Uint16(b[10:]))
	if pageHeader+count*elementSize > len(b) {
		return nil, in.damage(id, "counts too much")
	}
	all := make([]element, count)
	leaf := order.Uint16(b[8:]) == leafPage
	for i := range all {
		at := pageHeader + i*elementSize
		e, ok := readElement(b[at:], leaf)
		if !ok {
			return nil, in.damage(id, "points outside itself")
		}
		if keys.low != nil && bytes.Compare(e.key, keys.low) < 0 ||
			keys.high != nil && bytes.Compare(e.key, keys.high) >= 0 ||
			i > 0 && bytes.Compare(e.key, all[i-1].key) <= 0 {
			return nil, in.damage(id, "is out of order")
		}
		all[i] = e
	}
	return all, nil
}

// readElement reads the element at the start of b, the rest of its page.
func readElement(b []byte, leaf bool) (e element, ok bool) {
	var at, key, value uint64
	if leaf {
		at, key, value = uint64(order.Uint32(b[4:])), uint64(order.Uint32(b[8:])), uint64(order.Uint32(b[12:]))
		e.bucket = order.Uint32(b)&bucketFlag != 0
	} else {
		at, key = uint64(order.Uint32(b)), uint64(order.Uint32(b[4:]))
		e.page = order.Uint64(b[8:])
	}
	if key == 0 || at+key+value > uint64(len(b)) {
		return e, false
	}
	e.key, e.value = b[at:at+key], b[at+key:at+key+value]
	return e, true
}

// freeList checks that no free page is in use, or free twice.
func (in *inspector) freeList() error {
	b, err := in.page(in.free)
	if err != nil {
		return err
	}
	count, list := uint64(order.Uint16(b[10:])), b[pageHeader:]
	if count == 0xFFFF {
		count, list = order.Uint64(list), list[8:]
	}
	if order.Uint16(b[8:]) != freePage || count > uint64(len(list)/8) {
		return in.damage(in.free, "is no list of free pages")
	}
	for i := range count {
		id := order.Uint64(list[8*i:])
		if id < 2 || id >= in.high || in.seen[id] {
			return in.damage(id, "is free and in use")
		}
		in.seen[id] = true
	}
	return nil
}
