package cli

import (
	"errors"
	"fmt"
	"net"
	"os"
	"strconv"
	"syscall"
)

// listen opens the address of --addr. Where that fails it says what to name
// instead.
func listen(addr string) (net.Listener, error) {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, fmt.Errorf("--addr %s: an address is HOST:PORT, such as 127.0.0.1:3000 or [::1]:3000", addr)
	}
	if _, err := strconv.ParseUint(port, 10, 16); err != nil {
		return nil, fmt.Errorf("--addr %s: a port is a number up to 65535", addr)
	}
	l, err := net.Listen("tcp", addr)
	if err == nil {
		return l, nil
	}
	var unknown *net.DNSError
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fmt.Errorf("cannot listen on %s: another program does; end it, or let --addr %s take a free port", addr, net.JoinHostPort(host, "0"))
	case errors.Is(err, os.ErrPermission):
		return nil, fmt.Errorf("cannot listen on %s: the system allows it to its administrator only; name a port above 1023", addr)
	case errors.Is(err, syscall.EADDRNOTAVAIL):
		return nil, fmt.Errorf("cannot listen on %s: no interface of this machine has that address; 127.0.0.1 is this machine alone, 0.0.0.0 every interface", addr)
	case errors.As(err, &unknown):
		return nil, fmt.Errorf("--addr %s: no host of the name %s is known; name an address of this machine", addr, unknown.Name)
	}
	return nil, fmt.Errorf("cannot listen on %s: %w", addr, err)
}
