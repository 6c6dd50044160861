package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"math/big"
	"net"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestFriendly(t *testing.T) {
	tests := []struct{ address, want string }{
		{"0.0.0.0:8080", "localhost:8080"},
		{"[::]:8080", "localhost:8080"},
		{"127.0.0.1:41234", "127.0.0.1:41234"},
		{"192.0.2.7:80", "192.0.2.7:80"},
		{"[2001:db8::7]:80", "[2001:db8::7]:80"},
	}
	for _, tt := range tests {
		at, err := net.ResolveTCPAddr("tcp", tt.address)
		if err != nil {
			t.Fatal(err)
		}
		if got := friendly(at); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.address, got, tt.want)
		}
	}
}

// In a hall without a proxy the program answers over https by itself.
func TestServeTLS(t *testing.T) {
	cert, key := certificate(t)
	dir := filepath.Join(t.TempDir(), "data")
	obeyed(t, "init", "--data", dir, "--congress", "2027")
	site := serve(t, dir, "--tls-cert", cert, "--tls-key", key)
	if !strings.HasPrefix(site.url, "https://127.0.0.1:") {
		t.Fatal(site.url)
	}
	visitor := newOfficial(site.url, "")
	visitor.http.Transport = &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}
	res, page, err := visitor.ask(http.MethodGet, "/readyz", "")
	if err != nil || res.StatusCode != http.StatusOK || res.Header.Get("Strict-Transport-Security") == "" {
		t.Errorf("%v %q %v", res, page, err)
	}
	visitor.http.CloseIdleConnections()
	if out, code := try(t, "serve", "--data", dir, "--tls-cert", key, "--tls-key", cert); code != exitFailed {
		t.Errorf("a key is taken for a certificate: %d %s", code, out)
	}
}

// certificate writes a self-signed certificate and its key.
func certificate(t *testing.T) (cert, key string) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	now := time.Now()
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: now, NotAfter: now.Add(time.Hour)}
	raw, err := x509.CreateCertificate(rand.Reader, template, template, private.Public(), private)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	cert = writeFile(t, "cert.pem", string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: raw})))
	return cert, writeFile(t, "key.pem", string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: secret})))
}
