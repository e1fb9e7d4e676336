/* Comfort of the administrators' pages; each works without it. */
"use strict";

/* What is at work renews itself; when it is over, the page is loaded with its result. */
const APART = 1000;
if (document.querySelector("[data-work]")) setTimeout(look, APART);

async function look() {
  try {
    const answer = await fetch(location.href, { redirect: "error" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = answer.ok && page.querySelector("[data-work]");
    if (answer.ok && !fresh) return location.reload();
    const work = document.querySelector("[data-work]");
    if (fresh && !work.contains(document.activeElement)) work.replaceChildren(...fresh.childNodes);
  } catch {
    // the next look tries again
  }
  setTimeout(look, APART);
}

/* A stub is copied with one click. */
for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.parentElement.querySelector("pre").textContent);
    button.setAttribute("aria-busy", "true");
    setTimeout(() => button.removeAttribute("aria-busy"), 600);
  });
}
