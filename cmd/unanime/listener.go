package main

import (
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/url"
	"strings"
	"syscall"
)

// tlsFlags make the program answer over https by itself, as in a hall without a
// proxy.
type tlsFlags struct {
	TLSCert string `name:"tls-cert" help:"Certificate chain, in PEM: answers over https." env:"UNANIME_TLS_CERT" placeholder:"FILE"`
	TLSKey  string `name:"tls-key" help:"Its private key, in PEM." env:"UNANIME_TLS_KEY" placeholder:"FILE"`
}

// listen takes the address, and returns the one that people type.
func (f tlsFlags) listen(address string) (net.Listener, *url.URL, error) {
	scheme, config, err := f.config()
	if err != nil {
		return nil, nil, err
	}
	l, err := net.Listen("tcp", address)
	if err != nil {
		return nil, nil, adviseListen(address, err)
	}
	home := &url.URL{Scheme: scheme, Host: friendly(l.Addr())}
	if config != nil {
		l = tls.NewListener(l, config)
	}
	return l, home, nil
}

func (f tlsFlags) config() (scheme string, config *tls.Config, err error) {
	switch {
	case f.TLSCert == "" && f.TLSKey == "":
		return "http", nil, nil
	case f.TLSCert == "" || f.TLSKey == "":
		return "", nil, usage("--tls-cert and --tls-key go together; give both")
	}
	pair, err := tls.LoadX509KeyPair(f.TLSCert, f.TLSKey)
	if err != nil {
		return "", nil, fmt.Errorf("the certificate cannot be used; check that %s and %s are one pair in PEM: %w", f.TLSCert, f.TLSKey, err)
	}
	return "https", &tls.Config{Certificates: []tls.Certificate{pair}, MinVersion: tls.VersionTLS12}, nil
}

// friendly is the address as a person on this machine types it: localhost where
// all addresses are answered.
func friendly(a net.Addr) string {
	host, port, err := net.SplitHostPort(a.String())
	if err != nil {
		return a.String()
	}
	if ip := net.ParseIP(host); ip != nil && ip.IsUnspecified() {
		host = "localhost"
	}
	return net.JoinHostPort(host, port)
}

func adviseListen(address string, err error) error {
	_, port, bad := net.SplitHostPort(address)
	var nobody *net.DNSError
	switch {
	case bad != nil:
		return usage("--listen %s: give an address and a port, as in :8080 or 127.0.0.1:8080", address)
	case errors.Is(err, syscall.EADDRINUSE):
		return fmt.Errorf("port %s is in use by another program; stop it or choose another port with --listen :PORT", port)
	case errors.Is(err, syscall.EACCES):
		return fmt.Errorf("port %s is reserved to the administrator; choose one above 1023 with --listen :PORT", port)
	case errors.Is(err, syscall.EADDRNOTAVAIL), errors.As(err, &nobody):
		return fmt.Errorf("%s is no address of this machine; use --listen :%s", address, port)
	case strings.Contains(err.Error(), "port"):
		return usage("--listen %s: %w; give a port from 1 to 65535", address, err)
	}
	return fmt.Errorf("cannot listen on %s: %w", address, err)
}
