// Package text is the motion's text: one document tree under one schema, the
// same in the browser's editor (ProseMirror) and here.
//
// In come nodes and steps as the browser writes them, in JSON; out go checked
// nodes. The rules:
//
//   - schema.json is the only list of what a motion may hold. A tree that came
//     through [Schema.Decode] or [Apply] always obeys it.
//   - Nodes are values: nothing here changes a node it was given.
//   - A position counts tokens: one for the opening of a node, one for its
//     closing, one for a leaf, and one for each UTF-16 unit of text. Position 0
//     is just inside the document. A document is therefore a flat sequence of
//     tokens and a replacement is a splice of it.
//   - A step that does not fit is refused with a reason and changes nothing.
//
// The semantics follow the reference manual of ProseMirror
// (https://prosemirror.net/docs/ref/), sections "Document Schema" and
// "Steps".
package text
