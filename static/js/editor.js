// The letter's editor: form[data-editor] with an input "subject" and a textarea "body". Contract for other modules:
//
//   dispatch  new CustomEvent("followthrough:letter", { detail: { body, subject, why } })  on document
//             puts a whole new text in place, as one step that Ctrl+Z takes back, and saves it at once; the text before
//             it is kept under "Earlier versions" with `why` ("before rewriting it"). `subject` may be left out.
//   listen    "followthrough:saved" on the form: the server has what stands there.
