// The frame: an open menu closes when one presses Escape or somewhere else; toasts and dialogs for every page.
// All of it is comfort: without this file menus open and close by their word, and each dialog is a page.
"use strict";

addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    const inside = menu.contains(document.activeElement);
    menu.open = false;
    if (inside) menu.querySelector("summary").focus();
  }
});

// A link or button with data-dialog="ID" opens that dialog in place of going where it leads.
addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog]");
  const dialog = opener && document.getElementById(opener.dataset.dialog);
  if (!(dialog instanceof HTMLDialogElement) || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  dialog.showModal();
});

addEventListener("click", (event) => {
  const closer = event.target.closest("dialog [data-close]");
  if (!closer) return;
  event.preventDefault();
  closer.closest("dialog").close();
});

// mithaqToast("Saved.", "good"): said once at the foot of the page, and to screen readers.
globalThis.mithaqToast = (words, state = "", seconds = 8) => {
  const place = document.getElementById("toasts");
  if (!place) return null;
  const toast = document.createElement("div");
  toast.className = `toast ${state}`;
  const text = document.createElement("span");
  text.textContent = words;
  toast.append(text);
  place.append(toast);
  if (seconds) setTimeout(() => toast.remove(), seconds * 1000);
  return toast;
};
