// Package cache holds what Next.js would keep in its incremental cache: the
// answers of static routes (the response store) and the values of fetch,
// unstable_cache and 'use cache' (the data store), with their tags.
//
// An entry is fresh until its revalidate seconds are over, stale until its
// expire seconds are over, expired after that. A tag can make it stale or
// expired earlier. Each decision carries one sentence with its reason, because
// the reason is what a person wants to read.
//
// It is sound because an entry is immutable: storing replaces it, revalidating
// a tag only writes a mark beside the entries, and a look-up compares the two.
// Nothing is ever removed while it is being served. Every moment comes from the
// clock given to New, so a test or a person can move time.
//
// # The border to the machine
//
// Code reaches the data store through jsrt.Host.Cache(ctx, call, op, in). Both
// sides are JSON objects. Seconds are numbers; a null or absent "revalidate" or
// "expire" means never. The engine adds the implicit tags of the running route
// (_N_T_/layout …, NEXT-FACTS F10) to every "get" itself, by the call.
//
// op "get": asks for a value.
//
//	in   {"kind": "fetch" | "unstable_cache" | "use-cache",
//	      "key": string,             // the machine makes it; equal keys are equal calls
//	      "revalidate": n | null,    // what the caller wants now; shortens the stored value
//	      "tags": [string]}
//	out  {"hit": false, "reason": string}
//	     {"hit": true, "stale": bool, "value": any, "revalidate": n | null, "expire": n | null,
//	      "tags": [string], "age": seconds, "reason": string}
//
// A stale value may be handed to the code at once; the machine then refreshes
// it in the background and calls "set" (outside a prerender; within one, Mode.Prerender,
// it waits for the fresh value, as Next does).
//
// op "set": keeps a value. value is any JSON; the store never looks inside.
//
//	in   {"kind", "key", "value": any, "tags": [string], "revalidate": n | null, "expire": n | null,
//	      "label": string}           // for show: the URL, or the name of the function
//	out  {}
//
// op "revalidateTag": marks entries of both stores. One op may carry several tags.
//
//	in   {"tags": [string], "profile": null | string | {"expire": n | null}}
//	out  {"hits": n, "warn": [string]}
//
// A null profile expires at once; a name is looked up among the cacheLife
// profiles ("max", "hours", … and those of next.config); stale-while-revalidate
// otherwise, with expiry after the profile's expire seconds. hits counts the
// entries that carried a tag. The machine prints each sentence of warn through
// console.warn with the line of the call.
//
// op "updateTag": {"tags": [string]} → as revalidateTag with a null profile.
//
// op "revalidatePath": marks by the implicit tag of a path.
//
//	in   {"path": string, "type": null | "page" | "layout"}
//	out  {"hits": n, "warn": [string]}
//
// op "cacheLife": resolves a profile.
//
//	in   {"profile": string | {"stale": n, "revalidate": n, "expire": n}}
//	out  {"stale": n | null, "revalidate": n | null, "expire": n | null}
//	     or an error whose text is the message to throw
package cache
