// A form that saves itself: after a pause of typing, at least every ten seconds, and on leaving. What was typed
// stays in the page until the node has said that it is kept; what somebody else kept meanwhile is never overwritten.
// Without this file the same form is saved by its buttons.
"use strict";

const PAUSE = 1500, LONGEST = 10000, FIRST_RETRY = 2000, LAST_RETRY = 30000;

class Draft {
  constructor(form) {
    this.form = form;
    this.place = form.querySelector("[data-said]");
    this.words = this.place.dataset;
    this.typed = 0; // how often something was typed, and up to which of these it is kept
    this.kept = 0;
    this.retry = FIRST_RETRY;
    this.state = "safe";
    this.saving = null;
    form.addEventListener("input", () => this.changed());
    form.addEventListener("change", () => this.changed());
    form.addEventListener("submit", (event) => this.submit(event));
    addEventListener("beforeunload", (event) => { if (this.unsaved && !this.leaving) event.preventDefault(); });
    addEventListener("pagehide", () => { if (this.unsaved && !this.leaving) this.send({ keepalive: true }); });
    addEventListener("online", () => { if (this.unsaved) this.save(); });
    document.addEventListener("visibilitychange", () => this.seen());
  }

  get unsaved() { return this.typed > this.kept; }
  get stopped() { return this.state === "rival"; }

  changed() {
    this.typed += 1;
    if (this.state === "safe") this.say("typing", this.words.typing);
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.save(), PAUSE);
    this.longest ??= setTimeout(() => this.save(), LONGEST);
  }

  // Saves what was typed; one call at a time. Returns whether all of it is kept.
  save() {
    this.saving ??= this.saved().finally(() => { this.saving = null; });
    return this.saving;
  }

  async saved() {
    clearTimeout(this.pause);
    clearTimeout(this.longest);
    this.longest = null;
    while (this.unsaved && !this.stopped) {
      const upTo = this.typed;
      if (this.state !== "out" && this.state !== "cut") this.say("typing", this.words.saving);
      const answer = await this.send({}).catch(() => null);
      if (!(await this.took(answer, upTo))) return false;
    }
    return !this.unsaved;
  }

  send(options) {
    const data = new FormData(this.form);
    for (const name of ["attach", "csrfmiddlewaretoken"]) data.delete(name);
    const token = this.form.elements.csrfmiddlewaretoken.value;
    return fetch(this.form.dataset.keep, {
      method: "POST", body: data, headers: { "X-CSRFToken": token }, redirect: "manual", cache: "no-store", ...options,
    });
  }

  // Says what came of a call. Returns whether what was typed up to then is kept.
  async took(answer, upTo) {
    if (answer && answer.ok) {
      const told = await answer.json().catch(() => null);
      if (told) return this.keep(told, upTo);
    }
    if (answer && answer.status === 409) {
      const told = await answer.json().catch(() => ({}));
      this.say("rival", told.code === "draft-changed" ? this.words.rival : told.said, "look");
      return false;
    }
    const out = answer && (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403);
    // A token may only be older than the sign-in: a fresh one is asked for before anybody is told anything.
    if (out && (await this.refresh())) return this.took(await this.send({}).catch(() => null), upTo);
    this.say(out ? "out" : "cut", out ? this.words.out : this.words.cut, out ? "again" : "try");
    setTimeout(() => this.save(), this.retry);
    this.retry = Math.min(this.retry * 2, LAST_RETRY);
    return false;
  }

  keep(told, upTo) {
    this.kept = upTo;
    this.retry = FIRST_RETRY;
    this.form.elements.revision.value = told.revision;
    if (this.form.dataset.keep !== told.keep) {
      // From now on this is a draft with an address of its own: a window that is opened again finds it.
      this.form.dataset.keep = told.keep;
      this.form.action = told.address;
      for (const button of this.form.querySelectorAll("[formaction]")) {
        button.setAttribute("formaction", told.address + new URL(button.formAction).hash);
      }
      history.replaceState(null, "", told.address);
    }
    this.say("safe", told.said);
    return true;
  }

  // Asks for a fresh token; returns whether there is one, which there is not while signed out.
  async refresh() {
    const answer = await fetch(this.form.dataset.keep, { redirect: "manual", cache: "no-store" }).catch(() => null);
    const told = answer && answer.ok ? await answer.json().catch(() => null) : null;
    if (!told || told.token === undefined) return false;
    const known = this.form.elements.csrfmiddlewaretoken;
    if (this.refreshed === known.value) return false; // the token is not what is wrong
    known.value = this.refreshed = told.token;
    return true;
  }

  // A window that comes to the front again says at once that somebody else has changed the draft.
  async seen() {
    if (document.visibilityState === "hidden") {
      if (this.unsaved) this.save();
      return;
    }
    const mine = this.form.elements.revision.value;
    if (!mine || this.stopped || this.saving) return;
    const answer = await fetch(this.form.dataset.keep, { redirect: "manual", cache: "no-store" }).catch(() => null);
    const told = answer && answer.ok ? await answer.json().catch(() => null) : null;
    if (told && String(told.revision) !== this.form.elements.revision.value && !this.saving) {
      this.say("rival", this.words.rival, "look");
    }
  }

  // A button waits until what was typed is kept: where there is no connection, nothing leaves the page.
  submit(event) {
    if (this.leaving || this.stopped || !this.unsaved) {
      this.leaving = true;
      return;
    }
    event.preventDefault();
    const button = event.submitter;
    this.save().then((kept) => {
      if (!kept && !this.stopped) return this.place.scrollIntoView({ block: "center" });
      this.leaving = true;
      this.form.requestSubmit(button);
    });
  }

  say(state, words, offer = "") {
    this.state = state;
    this.place.hidden = false;
    this.place.className = `kept ${state}`;
    this.place.textContent = words;
    if (offer) this.place.append(document.createElement("br"), this.offer(offer));
  }

  offer(what) {
    if (what === "again") {
      const link = Object.assign(document.createElement("a"), { href: this.form.dataset.signIn, target: "_blank" });
      link.textContent = this.words.again;
      return link;
    }
    const button = Object.assign(document.createElement("button"), { type: "button", className: "button quiet small" });
    button.textContent = what === "look" ? this.words.look : this.words.try;
    button.addEventListener("click", () => (what === "look" ? this.look() : this.save()));
    return button;
  }

  // The page for both texts: the form is sent as it is, and the node shows what differs.
  look() {
    this.leaving = true;
    this.form.requestSubmit(this.form.querySelector('button[name="do"][value="save"]'));
  }
}

// What is in sight of the handling follows what is chosen.
function follow(form) {
  const show = () => {
    for (const place of form.querySelectorAll("[data-shows]")) {
      const fields = [...form.querySelectorAll(`[name="${place.dataset.shows}"]`)];
      const chosen = fields.flatMap((field) => field.tagName === "SELECT"
        ? [...field.selectedOptions].filter((one) => one.value).map((one) => one.textContent)
        : field.checked ? [field.closest("label").querySelector("span").firstChild.textContent] : []);
      place.replaceChildren(...(chosen.length ? chosen : [place.dataset.none]).map((words) => {
        const one = document.createElement("span");
        one.textContent = words;
        one.className = chosen.length ? "" : "none";
        return one;
      }));
    }
  };
  form.addEventListener("change", show);
  show();
}

// Identifiers are looked at as they are typed; what comes back is advice and stops nobody.
function advise(form) {
  const looks = new WeakMap();
  const look = async (group) => {
    const [type, value] = [group.querySelector("select"), group.querySelector('input[type="text"]')];
    const place = group.querySelector(".advice");
    looks.get(group)?.abort();
    const stop = new AbortController();
    looks.set(group, stop);
    if (!type.value || !value.value.trim()) return place.replaceChildren();
    const data = new URLSearchParams({ type: type.value, value: value.value });
    const headers = { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value };
    const answer = await fetch(form.dataset.identifiers, {
      method: "POST", body: data, headers, redirect: "manual", signal: stop.signal,
    }).catch(() => null);
    if (answer && answer.ok) place.innerHTML = await answer.text();
    return undefined;
  };
  const waits = new WeakMap();
  form.addEventListener("input", (event) => {
    const group = event.target.closest("[data-identifier]");
    if (!group) return;
    clearTimeout(waits.get(group));
    waits.set(group, setTimeout(() => look(group), 400));
  });
}

for (const form of document.querySelectorAll("form.writing")) {
  follow(form);
  advise(form);
  if (form.dataset.keep) form.draft = new Draft(form);
}
// What is wrong is read first, also where the address names a place further down.
requestAnimationFrame(() => requestAnimationFrame(() => {
  if (document.activeElement === document.body) document.querySelector(".summary[autofocus]")?.focus();
}));
