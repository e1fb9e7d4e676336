/* Comfort only: every page works without it. */
"use strict";

/* A form is sent once: its buttons rest until the answer comes. */
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  if (form.method !== "post") return;
  form.dataset.sent = "yes";
  // After the browser has read which button was pressed.
  setTimeout(() => {
    for (const button of form.querySelectorAll("button")) button.setAttribute("aria-busy", "true");
  });
});

/* Back from the next page: the form may be sent again. */
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
  }
});

/* "/" goes to the search. */
document.addEventListener("keydown", (event) => {
  const writing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || writing || event.ctrlKey || event.metaKey || event.altKey) return;
  const search = document.querySelector("input[type=search]");
  if (!search) return;
  event.preventDefault();
  search.focus();
  search.select();
});

/* The list of errors at the top is read first. */
document.querySelector("[data-first]")?.focus();

/* Live parts: <section id="…" data-live="/live/…" [data-fragment="/…"]>. When the server rings, the part is fetched again
   (from data-fragment, else from this page, by its id) and swapped, unless somebody is writing in it. */
const parts = [...document.querySelectorAll("[data-live]")];
for (const address of new Set(parts.map((part) => part.dataset.live))) listen(address);

function listen(address) {
  const source = new EventSource(address);
  let waiting = null;
  let opened = false;
  const renew = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => refresh(address), 60);
  };
  source.addEventListener("message", renew);
  source.addEventListener("open", () => {
    if (opened) renew(); // something may have happened while the line was down
    opened = true;
  });
  window.addEventListener("pagehide", () => source.close());
}

async function refresh(address) {
  const pages = new Map();
  for (const part of document.querySelectorAll(`[data-live="${CSS.escape(address)}"]`)) {
    const from = part.dataset.fragment || location.href.replace(/\/acts$/, ""); // where a refused act left us
    if (!pages.has(from)) pages.set(from, await fetched(from));
    const page = pages.get(from);
    const fresh = page && (page.getElementById(part.id) || (part.dataset.fragment && page.body));
    if (fresh) swap(part, fresh);
  }
}

async function fetched(address) {
  try {
    const answer = await fetch(address, { headers: { "X-Fragment": "yes" }, redirect: "error" });
    return answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  } catch {
    return null; // the next ring tries again
  }
}

function swap(part, fresh) {
  if (part.innerHTML === fresh.innerHTML) return;
  if (part.contains(document.activeElement) || part.querySelector("details[open], form[data-sent]")) {
    part.querySelector(":scope > .live-note")?.removeAttribute("hidden");
    return;
  }
  part.replaceChildren(...fresh.cloneNode(true).childNodes);
  part.classList.remove("fresh");
  void part.offsetWidth;
  part.classList.add("fresh");
}
