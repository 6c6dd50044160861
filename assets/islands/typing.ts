// The pages where the organisation types for others. Without this script they
// still work: names are then looked for with a button, lines sent one by one.

import { complete } from "./parts/completion";
import { takeNotes } from "./parts/notes";

// Ctrl + Enter sends the form from any field, as its button does.
function sendByKeys(form: HTMLFormElement): void {
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    form.querySelector<HTMLButtonElement>("button:not([name])")?.click();
  });
}

document.querySelectorAll<HTMLInputElement>("input[data-complete]").forEach(complete);
document.querySelectorAll<HTMLFormElement>("form[data-keys]").forEach(sendByKeys);
document.querySelectorAll<HTMLFormElement>("form[data-notes]").forEach(takeNotes);
// Taken out, not hidden: Enter in a field would still press it.
document.querySelectorAll<HTMLElement>("[data-noscript]").forEach((e) => e.remove());
