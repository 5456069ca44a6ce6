package cli

import (
	"net/url"
	"slices"
	"strings"

	"signalbox/engine/diag"
)

// The part of SARIF 2.1.0 that code scanning services read.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool    sarifTool     `json:"tool"`
		Results []sarifResult `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name    string      `json:"name"`
		Version string      `json:"version"`
		Rules   []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID string `json:"id"`
	}
	sarifResult struct {
		RuleID           string          `json:"ruleId"`
		Level            string          `json:"level"`
		Message          sarifText       `json:"message"`
		Locations        []sarifLocation `json:"locations"`
		RelatedLocations []sarifLocation `json:"relatedLocations,omitempty"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifLocation struct {
		Physical sarifPhysical `json:"physicalLocation"`
		Message  *sarifText    `json:"message,omitempty"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   *sarifRegion  `json:"region,omitempty"`
	}
	sarifArtifact struct {
		URI       string `json:"uri"`
		URIBaseID string `json:"uriBaseId"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn,omitempty"`
		EndLine     int `json:"endLine,omitempty"`
		EndColumn   int `json:"endColumn,omitempty"`
	}
)

func (a *app) checkSARIF(problems []diag.Diagnostic) error {
	run := sarifRun{
		Tool:    sarifTool{sarifDriver{Name: "signalbox", Version: version(), Rules: []sarifRule{}}},
		Results: []sarifResult{},
	}
	for i := range problems {
		d := &problems[i]
		if rule := (sarifRule{string(d.Code)}); !slices.Contains(run.Tool.Driver.Rules, rule) {
			run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, rule)
		}
		run.Results = append(run.Results, sarifFor(d))
	}
	return writeJSON(a.out, sarifLog{
		Schema: "https://json.schemastore.org/sarif-2.1.0.json", Version: "2.1.0", Runs: []sarifRun{run},
	}, true)
}

func sarifFor(d *diag.Diagnostic) sarifResult {
	text := d.Message
	if d.Fix != nil {
		text += ". Fix: " + d.Fix.Title + "."
	}
	r := sarifResult{RuleID: string(d.Code), Level: d.Severity.String(), Message: sarifText{text}, Locations: []sarifLocation{}}
	for i, s := range d.Spans {
		if i == 0 {
			r.Locations = append(r.Locations, sarifPlace(s))
		} else {
			r.RelatedLocations = append(r.RelatedLocations, sarifPlace(s))
		}
	}
	return r
}

func sarifPlace(s diag.Span) sarifLocation {
	segments := strings.Split(s.File, "/")
	for i, segment := range segments {
		segments[i] = url.PathEscape(segment)
	}
	l := sarifLocation{Physical: sarifPhysical{Artifact: sarifArtifact{strings.Join(segments, "/"), "%SRCROOT%"}}}
	if s.Line > 0 {
		l.Physical.Region = &sarifRegion{s.Line, s.Column, s.EndLine, s.EndColumn}
	}
	if s.Label != "" {
		l.Message = &sarifText{s.Label}
	}
	return l
}
