package mail

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/textproto"

	gomail "github.com/wneessen/go-mail"
)

// Kind says what to do about a message that was not taken.
type Kind string

const (
	// Temporary: try again later. The server said 4xx, or nothing.
	Temporary Kind = "temporary"
	// Permanent: this message will never arrive. The server said 5xx.
	Permanent Kind = "permanent"
	// Configuration: no message will arrive before somebody mends the settings:
	// the password, the sender or the encryption is refused.
	Configuration Kind = "configuration"
)

// Error says why the server did not take a message.
type Error struct {
	Kind Kind
	Step string // of the dialogue: "address", "from", "connect", "sign in", "recipient", "text"
	Code int    // that the server answered, 0 for none
	Err  error
}

func (e *Error) Error() string {
	if e.Code != 0 {
		return fmt.Sprintf("mail not taken: %s: server answered %d", e.Step, e.Code)
	}
	return "mail not taken: " + e.Step
}

func (e *Error) Unwrap() error { return e.Err }

// Cause is the step and the code, as "recipient 550": short, and nobody's data.
func (e *Error) Cause() string {
	if e.Code == 0 {
		return e.Step
	}
	return fmt.Sprintf("%s %d", e.Step, e.Code)
}

// Held says that the message has nothing to do with it: no other would get
// through either.
func (e *Error) Held() bool { return e.Kind == Configuration || e.Step == "connect" }

var errAddress = errors.New("not an address")

// signIn are the answers that are about the settings at whatever step they
// come (RFC 4954 §6).
var signIn = map[int]bool{530: true, 534: true, 535: true, 538: true}

// connecting sorts what fails before there is a message. What is no answer and
// no failure of the network is our own side refusing: an untrusted certificate,
// no encryption, no way to sign in.
func connecting(err error) *Error {
	e := &Error{Kind: Configuration, Step: "connect", Err: err}
	if answer, ok := errors.AsType[*textproto.Error](err); ok {
		e.Code = answer.Code
	}
	_, network := errors.AsType[net.Error](err)
	switch {
	case signIn[e.Code]:
		e.Step = "sign in"
	case e.Code >= 400 && e.Code < 500, network, errors.Is(err, io.EOF), errors.Is(err, context.Canceled):
		e.Kind = Temporary
	}
	return e
}

// steps are the steps of the dialogue at which a message can be refused.
var steps = map[gomail.SendErrReason]string{
	gomail.ErrSMTPMailFrom: "from", gomail.ErrSMTPRcptTo: "recipient", gomail.ErrSMTPData: "text",
	gomail.ErrSMTPDataClose: "text", gomail.ErrWriteContent: "text",
}

// refused sorts what the server says of a message.
func refused(err error) *Error {
	e := &Error{Kind: Temporary, Step: "connect", Err: err}
	var answer *gomail.SendError
	if !errors.As(err, &answer) {
		return e
	}
	e.Code = answer.ErrorCode()
	if step, ok := steps[answer.Reason]; ok {
		e.Step = step
	}
	switch {
	case e.Code < 500:
	case signIn[e.Code] || answer.Reason == gomail.ErrSMTPMailFrom:
		e.Kind = Configuration
	default:
		e.Kind = Permanent
	}
	return e
}
