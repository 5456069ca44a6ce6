// Command load sends GET requests to one URL from some connections for some
// seconds, and prints what came of it: requests per second and latencies.
//
//	go run .ci/load/main.go URL SECONDS CONNECTIONS
package main

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"slices"
	"strconv"
	"sync"
	"time"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "load:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 3 {
		return fmt.Errorf("usage: load URL SECONDS CONNECTIONS")
	}
	seconds, err := strconv.Atoi(args[1])
	if err != nil {
		return err
	}
	connections, err := strconv.Atoi(args[2])
	if err != nil {
		return err
	}
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: connections}}
	deadline := time.Now().Add(time.Duration(seconds) * time.Second)
	taken := make([][]time.Duration, connections)
	faults := make([]error, connections)
	var group sync.WaitGroup
	for i := range connections {
		group.Go(func() { taken[i], faults[i] = send(client, args[0], deadline) })
	}
	group.Wait()
	var all []time.Duration
	for i := range connections {
		if faults[i] != nil {
			return faults[i]
		}
		all = append(all, taken[i]...)
	}
	slices.Sort(all)
	at := func(share float64) float64 {
		return float64(all[int(share*float64(len(all)-1))].Microseconds()) / 1000
	}
	fmt.Printf("%.0f %.2f %.2f\n", float64(len(all))/float64(seconds), at(0.5), at(0.99))
	return nil
}

// send asks again and again until the deadline.
func send(client *http.Client, url string, deadline time.Time) ([]time.Duration, error) {
	var taken []time.Duration
	for time.Now().Before(deadline) {
		began := time.Now()
		response, err := client.Get(url)
		if err != nil {
			return nil, err
		}
		if _, err := io.Copy(io.Discard, response.Body); err != nil {
			return nil, err
		}
		response.Body.Close()
		if response.StatusCode != http.StatusOK {
			return nil, fmt.Errorf("status %s", response.Status)
		}
		taken = append(taken, time.Since(began))
	}
	return taken, nil
}
