// A live board: its parts are brought up to date when the node has news of its dossier (news.js), once a minute,
// because what is due comes nearer, and when its tab is looked at again. Each part of the page that has data-live
// is taken from the same page, fetched anew; with data-version only when that differs, so that nothing typed is
// lost. Without this file the page is brought up to date by loading it again.
"use strict";
(() => {
  const EVERY = 60000, PATIENCE = 20000;
  const stale = document.getElementById("board-stale");
  if (!stale || !document.querySelector("[data-live]")) return;
  let busy = false, again = false;

  // Where the officer was stays: what was unfolded, and what had the focus.
  const keep = (old, fresh) => {
    for (const one of old.querySelectorAll("details[id]")) {
      const twin = fresh.querySelector(`#${CSS.escape(one.id)}`);
      if (twin) twin.open = one.open;
    }
    const folded = (part) => [...part.querySelectorAll("details:not([id])")];
    const before = folded(old), after = folded(fresh);
    if (before.length === after.length) after.forEach((one, at) => { one.open = before[at].open; });
  };

  const focused = (part) => {
    const one = document.activeElement;
    if (!one || !part.contains(one)) return null;
    const tag = one.tagName.toLowerCase(), href = one.getAttribute("href");
    return one.id ? `#${CSS.escape(one.id)}` : href ? `${tag}[href="${CSS.escape(href)}"]` : tag;
  };

  const put = (page) => {
    for (const old of document.querySelectorAll("[data-live]")) {
      const fresh = page.getElementById(old.id);
      if (!fresh || !old.isConnected) continue;
      if (old.dataset.version ? old.dataset.version === fresh.dataset.version && old.dataset.version !== "over"
        : old.outerHTML === fresh.outerHTML) continue;
      keep(old, fresh);
      const focus = focused(old);
      old.replaceWith(document.adoptNode(fresh));
      if (focus) fresh.querySelector(focus)?.focus({ preventScroll: true });
    }
    // A part that was not there before, such as whom an end has reached: then the whole page.
    for (const fresh of page.querySelectorAll("[data-live]")) {
      if (!document.getElementById(fresh.id)) { location.reload(); return; }
    }
  };

  const refresh = async () => {
    if (document.hidden) return;
    if (busy) { again = true; return; }
    busy = true;
    try {
      const answer = await fetch(location.href, {
        headers: { "X-Mithaq-Refreshed": "1" }, cache: "no-store", signal: AbortSignal.timeout(PATIENCE),
      });
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      put(new DOMParser().parseFromString(await answer.text(), "text/html"));
      stale.hidden = true;
    } catch {
      stale.hidden = false;
    } finally {
      busy = false;
      if (again) { again = false; refresh(); }
    }
  };

  document.addEventListener("mithaq-news", (event) => { event.preventDefault(); refresh(); });
  document.addEventListener("visibilitychange", refresh);
  setInterval(refresh, EVERY);
})();
