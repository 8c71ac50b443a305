// The page of parts: a button shows a toast.
"use strict";
addEventListener("click", (event) => {
  const button = event.target.closest("[data-toast]");
  if (button) mithaqToast(button.dataset.toast, "good");
});
