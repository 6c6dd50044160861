package store

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"encoding/binary"
	"fmt"

	"unanime/consult"
)

// keySize is AES-256's.
const keySize = 32

// vault seals what belongs to a person of one congress under a key of the
// person's own: AES-256-GCM with a random nonce, and the record's place as
// additional data. Sealed content is owner 8 · nonce 12 · ciphertext and tag.
//
// Random nonces are safe up to 2³² records under one key (NIST SP 800-38D §8.3):
// far from what a person writes.
type vault struct {
	tx     *txn
	bucket Path // of the keys
}

func (v vault) place(owner consult.OfficialID) place {
	return place{v.bucket, number[consult.OfficialID]().encode(owner)}
}

// key returns the person's key, nil when they have none yet, or ErrErased.
func (v vault) key(owner consult.OfficialID) ([]byte, error) {
	at := v.place(owner)
	record := v.tx.Get(at.bucket, at.key)
	if record == nil {
		return nil, nil
	}
	_, key, err := at.unpack(record)
	switch {
	case err != nil:
		return nil, err
	case len(key) == 0:
		return nil, ErrErased
	case len(key) != keySize:
		return nil, at.corrupt()
	}
	return key, nil
}

// seal returns the content under the owner's key, which it makes the first time.
func (v vault) seal(owner consult.OfficialID, at place, content []byte) ([]byte, error) {
	key, err := v.key(owner)
	if err != nil {
		return nil, err
	}
	if key == nil {
		key = make([]byte, keySize)
		rand.Read(key) // never fails: see crypto/rand
		home := v.place(owner)
		if err := v.tx.put(home, home.pack(plain, key)); err != nil {
			return nil, err
		}
	}
	gcm, err := newGCM(key)
	if err != nil {
		return nil, err
	}
	head := 8 + gcm.NonceSize()
	out := make([]byte, head, head+len(content)+gcm.Overhead())
	binary.BigEndian.PutUint64(out, uint64(owner))
	rand.Read(out[8:])
	return gcm.Seal(out, out[8:], content, at.bytes()), nil
}

// open returns what seal was given. ErrErased when the key was destroyed.
func (v vault) open(at place, content []byte) ([]byte, error) {
	if len(content) < 8 {
		return nil, at.corrupt()
	}
	key, err := v.key(consult.OfficialID(binary.BigEndian.Uint64(content)))
	if err != nil {
		return nil, err
	}
	if key == nil {
		return nil, fmt.Errorf("no key: %w", at.corrupt())
	}
	gcm, err := newGCM(key)
	if err != nil {
		return nil, err
	}
	if len(content) < 8+gcm.NonceSize() {
		return nil, at.corrupt()
	}
	nonce, text := content[8:8+gcm.NonceSize()], content[8+gcm.NonceSize():]
	clear, err := gcm.Open(nil, nonce, text, at.bytes())
	if err != nil {
		return nil, at.corrupt()
	}
	return clear, nil
}

// erase destroys the key and leaves a mark in its place, so that no other is
// made.
func (v vault) erase(owner consult.OfficialID) error {
	at := v.place(owner)
	return v.tx.put(at, at.pack(plain, nil))
}

func newGCM(key []byte) (cipher.AEAD, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCM(block)
}
