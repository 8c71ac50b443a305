/* "/" goes to the search of the frame, where the page has no list of its own that takes it; the officer can turn
   single keys off (WCAG 2.1.4). Nothing here is needed to search. */
"use strict";
(() => {
  const form = document.querySelector("form.site-search");
  if (!form || form.dataset.keys !== "on") return;

  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.defaultPrevented || document.getElementById("list-text")) return;
    if (event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]")) return;
    event.preventDefault();
    form.elements.words.focus();
  });
})();
