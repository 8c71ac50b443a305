// What a person would see at once: words that stick out of their box or of the window, words that are cut off,
// words that lie on each other. Returns sentences; none where all is well.
() => {
  const found = [];
  const wide = document.documentElement.clientWidth;
  const say = (what, node) => {
    const words = node.textContent.trim().replace(/\s+/g, " ").slice(0, 60);
    const parent = node.nodeType === 3 ? node.parentElement : node;
    found.push(`${what}: "${words}" in <${parent.tagName.toLowerCase()} class="${parent.getAttribute("class") || ""}">`);
  };
  if (document.documentElement.scrollWidth > wide) found.push(`the page is ${document.documentElement.scrollWidth} wide`);

  const styles = new Map();
  const style = (one) => styles.get(one) || (styles.set(one, getComputedStyle(one)), styles.get(one));
  const scrolls = (one) => /auto|scroll/.test(style(one).overflowX);
  const cuts = (one) => /hidden|clip/.test(style(one).overflowX);
  const boxed = (one) => {
    const its = style(one);
    if (its.display === "inline" || its.display === "contents") return false;
    const clear = its.backgroundColor === "rgba(0, 0, 0, 0)";
    return !clear || (parseFloat(its.borderInlineStartWidth) > 0 && parseFloat(its.borderInlineEndWidth) > 0)
      || one.tagName === "TD" || one.tagName === "TH";
  };
  // Words for who hears the page are clipped away altogether.
  const clipped = (one) => one !== null && (style(one).clipPath !== "none" || clipped(one.parentElement));
  const hidden = (one) => one.closest(".skip, svg") !== null || !one.checkVisibility({ checkVisibilityCSS: true }) || clipped(one);

  const lines = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const parent = text.parentElement;
    if (!text.data.trim() || /^(SCRIPT|STYLE|OPTION|TEXTAREA|NOSCRIPT)$/.test(parent.tagName) || hidden(parent)) continue;
    range.selectNodeContents(text);
    const places = [...range.getClientRects()].filter((one) => one.width > 0.5);
    if (!places.length) continue;
    let inSight = true;
    let moves = false;
    for (let box = parent; box && box !== document.documentElement; box = box.parentElement) {
      const edge = box.getBoundingClientRect();
      const out = places.some((one) => one.left < edge.left - 1 || one.right > edge.right + 1);
      if (scrolls(box)) { inSight = false; break; }
      if (out && cuts(box)) { say("is cut", text); break; }
      if (out && boxed(box)) { say("sticks out of its box", text); break; }
      if (/fixed|sticky/.test(style(box).position)) moves = true;
    }
    if (inSight && places.some((one) => one.left < -1 || one.right > wide + 1)) say("leaves the window", text);
    // What stays in sight while the page moves lies on what moves, and is meant to.
    if (inSight && !moves)
      for (const one of places) lines.push([one, text]);
  }
  // Words on words: two lines that share more than a third of the smaller one.
  lines.sort((one, other) => one[0].top - other[0].top);
  for (let at = 0; at < lines.length; at++) {
    const [one, its] = lines[at];
    for (let next = at + 1; next < lines.length && lines[next][0].top < one.bottom; next++) {
      const [other, that] = lines[next];
      const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
      if (across > 1 && down > 0 && across * down > Math.min(one.width * one.height, other.width * other.height) / 3)
        say(`lies on "${that.textContent.trim().slice(0, 30)}"`, its);
    }
  }
  for (const one of document.querySelectorAll("button, a.button, .tag, .chips a, input:not([type=hidden])")) {
    if (hidden(one) || one.matches("input")) continue;
    if (one.scrollWidth > one.clientWidth + 1 && style(one).display !== "inline") say("is wider than its box", one);
  }
  for (const one of document.querySelectorAll("img, svg, input, select, textarea, table")) {
    const edge = one.getBoundingClientRect();
    if (edge.width < 2 || hidden(one.parentElement)) continue;
    let rolled = false;
    for (let box = one.parentElement; box; box = box.parentElement) rolled = rolled || scrolls(box);
    if (!rolled && (edge.left < -1 || edge.right > wide + 1)) say("leaves the window", one);
  }
  return [...new Set(found)];
}
