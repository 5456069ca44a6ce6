// Package newfile knows how a file of a project may be called, where it may
// lie, and what a new one begins with.
//
// It is pure: what is there already comes in as a Tree, made of a listing, and
// what is wrong with a path goes out as a sentence. So a dialog can say at each
// key why a path is refused; the workspace refuses once more when the edit is
// made.
package newfile
