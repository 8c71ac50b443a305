// News while a page is looked at: counts of the navigation are brought up to date, and lists say that there is
// something new. Nothing that is on the page moves or changes until the officer asks for it.
// A hidden tab holds no stream (browsers allow few at a time); shown again, it asks for what it missed.
"use strict";
(() => {
  const said = document.getElementById("news-watch");
  if (!said || !("EventSource" in globalThis)) return;
  const { scope } = said.dataset;
  const plural = new Intl.PluralRules(document.documentElement.lang);
  let since = said.dataset.since, fresh = 0, changed = false, stream = null, toast = null;
  const title = document.title;

  const count = (place, number) => {
    const link = document.querySelector(`nav a[data-place="web:${place}"]`);
    if (!link) return;
    let shown = link.querySelector(".count");
    if (!shown) {
      shown = document.createElement("span");
      shown.className = "count";
      link.append(shown);
    }
    shown.textContent = number > 99 ? "99+" : number || "";
  };

  // An alert that waits is above every page, and goes when it was acknowledged.
  const alerted = (number) => {
    const bar = document.getElementById("alert-bar");
    if (!bar || number === undefined) return;
    bar.hidden = !number;
    bar.querySelector(".count").textContent = `(${number > 99 ? "99+" : number})`;
  };

  const sentence = () => {
    const words = said.dataset[plural.select(fresh)] || said.dataset.other;
    return fresh && scope === "all" ? words.replace("{n}", fresh) : said.dataset.changed;
  };

  const tell = () => {
    if (!toast || !toast.isConnected) {
      toast = globalThis.mithaqToast("", "news", 0);
      if (!toast) return;
      const link = document.createElement("a");
      link.href = location.href;
      link.textContent = said.dataset.show;
      link.addEventListener("click", (event) => { event.preventDefault(); location.reload(); });
      toast.append(link);
    }
    toast.querySelector("span").textContent = sentence();
    if (fresh) document.title = `(${fresh}) ${title}`;
  };

  const heard = (event) => {
    const news = JSON.parse(event.data);
    since = event.lastEventId || since;
    for (const [place, number] of Object.entries(news.counts)) count(place, number);
    alerted(news.counts.desks);
    const concerns = scope === "all" ? news.dossiers.length > 0 || news.more
      : scope !== "" && (news.dossiers.includes(scope) || news.more);
    if (!concerns) return;
    changed = true;
    // A live board brings its parts up to date by itself, and says no (board.js).
    const told = new CustomEvent("mithaq-news", { cancelable: true });
    if (!document.dispatchEvent(told)) return;
    fresh += scope === "all" ? news.new : 0;
    tell();
  };

  const open = () => {
    if (stream || document.hidden) return;
    stream = new EventSource(`/stream?since=${since}`);
    stream.addEventListener("news", heard);
    // Refused for now (too many streams), or signed out: asked again only when the tab is looked at anew.
    stream.addEventListener("error", () => { if (stream && stream.readyState === EventSource.CLOSED) stream = null; });
  };
  const close = () => { if (stream) { stream.close(); stream = null; } };

  document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
  addEventListener("pagehide", close);
  addEventListener("pageshow", (event) => { if (event.persisted && changed) location.reload(); else open(); });
})();
