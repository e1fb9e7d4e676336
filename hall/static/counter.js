/* Comfort at the counter: questions show and hide at once, what is written is saved, too large a file is told before
   it is sent. Every page works without it. */
"use strict";

const draft = document.getElementById("draft");
const rules = document.getElementById("conditions");
if (draft && rules) {
  const { conditions: when, known, said: before } = JSON.parse(rules.textContent);
  const slots = [...draft.querySelectorAll("[data-path]")];

  const controls = (path) => [...draft.elements].filter((one) => one.name === path && one.type !== "hidden");

  function answer({ path, type }) {
    const own = controls(path);
    if (type === "choices") return own.filter((one) => one.checked).map((one) => one.value);
    const radio = own.some((one) => one.type === "radio");
    const value = (radio ? own.find((one) => one.checked)?.value : own[0]?.value)?.trim();
    if (!value) return undefined;
    if (type === "yes-no") return value === "yes";
    if (type === "number" || type === "decimal") return Number.isFinite(Number(value)) ? Number(value) : undefined;
    return value;
  }

  function show() {
    const answers = { ...before };
    for (const slot of slots) {
      const said = answer(slot.dataset);
      if (said === undefined) delete answers[slot.dataset.path];
      else answers[slot.dataset.path] = said;
    }
    const gone = new Set(conditions.hidden(when, answers, known));
    for (const slot of slots) slot.hidden = gone.has(slot.dataset.path);
    for (const block of draft.querySelectorAll(".block")) {
      block.hidden = ![...block.querySelectorAll("[data-path]")].some((slot) => !slot.hidden);
    }
  }

  /* What is written is kept, so that closing the window loses nothing. */
  const saved = draft.querySelector(".saved");
  let waiting = null;
  let under = null;
  async function save() {
    under?.abort();
    under = new AbortController();
    const body = new FormData(draft);
    body.set("go", "keep");
    try {
      const answered = await fetch(draft.action, {
        method: "POST", body, redirect: "error", signal: under.signal,
      });
      if (saved) saved.hidden = !answered.ok;
    } catch {
      if (saved) saved.hidden = true; // the next change tries again, and so does every button
    }
  }
  draft.addEventListener("input", (event) => {
    show();
    if (event.target.type === "file") return;
    if (saved) saved.hidden = true;
    clearTimeout(waiting);
    waiting = setTimeout(save, 1500);
  });
  draft.addEventListener("submit", () => {
    clearTimeout(waiting);
    under?.abort();
    /* The server tells what was seen and left out from what has only now come up. */
    for (const slot of slots.filter((one) => !one.hidden)) {
      const seen = document.createElement("input");
      Object.assign(seen, { type: "hidden", name: "shown", value: slot.dataset.path });
      slot.append(seen);
    }
  });
  show();
}

for (const file of document.querySelectorAll("input[type=file][data-most]")) {
  file.addEventListener("change", () => {
    const large = [...file.files].some((one) => one.size > Number(file.dataset.most));
    file.setCustomValidity(large ? file.dataset.tooLarge : "");
    if (large) {
      file.reportValidity();
      file.value = "";
    }
  });
}

document.querySelector("[data-print]")?.addEventListener("click", () => window.print());
