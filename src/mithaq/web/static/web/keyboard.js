/* Lists by single keys: j and k move, o opens, x chooses, / searches, ? helps. The officer can turn them off
   (WCAG 2.1.4); nothing here is needed to work. */
"use strict";
(() => {
  const list = document.getElementById("list");
  const help = document.getElementById("keys-help");
  if (!list || list.dataset.keys !== "on") return;

  const rows = () => [...list.querySelectorAll("tbody tr:not(.group)")];
  const current = () => rows().findIndex((row) => row.classList.contains("here"));

  function go(step) {
    const all = rows();
    if (!all.length) return;
    const place = Math.min(Math.max(current() + step, 0), all.length - 1);
    all.forEach((row, number) => row.classList.toggle("here", number === place));
    all[place].querySelector("a.open")?.focus({ preventScroll: true });
    all[place].scrollIntoView({ block: "nearest" });
  }

  const acts = {
    j: () => go(1),
    k: () => go(current() < 0 ? 1 : -1),
    o: () => rows()[current()]?.querySelector("a.open")?.click(),
    x: () => rows()[current()]?.querySelector("input.pick")?.click(),
    "/": () => document.getElementById("list-text")?.focus(),
    "?": () => help?.togglePopover(),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]")) return;
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  list.addEventListener("change", (event) => {
    if (event.target.matches("input.pick")) {
      event.target.closest("tr").toggleAttribute("aria-selected", event.target.checked);
      if (event.target.checked) event.target.closest("tr").setAttribute("aria-selected", "true");
    }
  });
})();
