// Package cluster groups French texts by what they speak about.
//
// For most use cases, call [Run]: texts in, named groups out; or [Analyse], which
// also answers questions (why here, what is repeated, how sure), and [Study] for
// a classification that people changed. [Sentences] cuts a text, and [Demand]
// finds in it the sentence that asks for something.
//
// A text passes through these stages, one file each:
//
//	normalize   one spelling of every character
//	sentences   sentences, for people to read (grouping works on whole texts)
//	tokens      words: elisions cut, inclusive forms folded, nothing lost
//	stopwords   words that carry no theme
//	synonyms    words that say the same, a list to edit
//	stems       one stem per family of words, and the way back to a readable form
//	corpus      the stages above over all texts, side by side
//	vectors     a sparse row of TF-IDF weights, of length one
//	kmeans      groups of the method tfidf-kmeans, over the distinct rows, from the
//	            seeding's centres, by Lloyd's iterations
//	views       three readings of the texts, for the method neighbours
//	lsa         the readings as coordinates
//	neighbours  the nearest texts of each
//	smoothing   each text moves towards its nearest
//	sphere      groups of the places so found, from many starts
//	levels      every smaller number of groups, each inside the one before
//	unplaced    how sure a placement is, and which stay « à classer »
//	phrases     two or three words that hold together
//	surfaces    the way back from a stem to the form most people write
//	labels      the words that set a group apart, as a title
//	typical     the texts that best show a group
//	explain     why a theme is one, and why an idea is in it
//	map, tsne   a place on a plane for every text, and how far to trust it
//	duplicates  texts that say the same, or nearly
//	cuts        where a contribution speaks of two themes
//	indicators  five figures, each with the sentence an organiser reads
//
// What people make of the groups is a [State], which these files work on:
//
//	decisions   what people decided, as a journal of plain data; it comes first
//	rerun       what another run would move, and why; ideas that came late
//	recipe      one file that replays all of it to the same bytes
//	methodsheet the page in French that tells how the ideas were sorted
//
// Rules kept by every stage:
//
//   - The same texts, options and seed give the same result, to the last bit,
//     whatever the order of the texts and the number of processors: texts are
//     sorted by id first, every sum is taken in one order, ties go to the
//     smallest index. (On one architecture: compilers may fuse multiplications
//     differently on another.)
//   - No text makes it fail: empty, huge, in another language or not UTF-8,
//     each gets a group, and « unplaced » says when that means little.
//   - Nothing is downloaded, nothing is read from disk, no clock is looked at.
package cluster
