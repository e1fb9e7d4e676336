/* Comfort at the counter: questions show and hide at once, what is written is saved, too large a file is told before
   it is sent. Every page works without it. */
"use strict";

const draft = document.getElementById("draft");
const rules = document.getElementById("conditions");
if (draft && rules) {
  const { rules: form, tables, known, said: before } = JSON.parse(rules.textContent);
  const groups = [...draft.querySelectorAll("[data-group]")];
  const inRows = (slot) => slot.closest("[data-row]");
  const slots = () => [...draft.querySelectorAll("[data-path]")];
  const rowsOf = (group) => [...group.querySelectorAll("[data-row]")];
  /* Below `shareholders.2.` the rest of a path is the field's key. */
  const keyOf = (slot) => slot.dataset.path.split(".").slice(2).join(".");

  const controls = (path) => [...draft.elements].filter((one) => one.name === path && one.type !== "hidden");

  function answer({ path, type }) {
    const own = controls(path);
    if (type === "choices") return own.filter((one) => one.checked).map((one) => one.value);
    if (type === "id-numbers") return own[0]?.value.split(/[\n,;；，、]+/).map((one) => one.trim()).filter(Boolean);
    const radio = own.some((one) => one.type === "radio");
    const value = (radio ? own.find((one) => one.checked)?.value : own[0]?.value)?.trim();
    if (!value) return undefined;
    if (type === "yes-no") return value === "yes";
    if (type === "number" || type === "decimal") return Number.isFinite(Number(value)) ? Number(value) : undefined;
    return value;
  }

  function answers() {
    const given = { ...before };
    for (const slot of slots().filter((one) => !inRows(one))) {
      const said = answer(slot.dataset);
      if (said === undefined) delete given[slot.dataset.path];
      else given[slot.dataset.path] = said;
    }
    for (const group of groups) {
      given[group.dataset.group] = rowsOf(group).map((row) => Object.fromEntries(
        [...row.querySelectorAll("[data-path]")].map((slot) => [keyOf(slot), answer(slot.dataset)])));
    }
    return given;
  }

  const words = (value) => value === null || value === undefined ? ""
    : Array.isArray(value) ? value.join("\n") : typeof value === "boolean" ? (value ? "yes" : "no") : String(value);

  /* One field as the rules leave it. */
  function settle(slot, key, said) {
    slot.hidden = said.hidden.includes(key);
    const optional = slot.querySelector("[data-optional]");
    if (optional && Object.hasOwn(said.required, key)) optional.hidden = said.required[key];
    if (!Object.hasOwn(said.derived, key)) return;
    for (const one of controls(slot.dataset.path)) {
      if (one.type === "radio" || one.type === "checkbox") one.checked = words(said.derived[key]).split("\n").includes(one.value);
      else one.value = words(said.derived[key]);
    }
  }

  function show() {
    const said = conditions.settled({ rules: form, tables }, answers(), known);
    for (const slot of slots().filter((one) => !inRows(one))) settle(slot, slot.dataset.path, said);
    for (const group of groups) {
      group.hidden = said.hidden.includes(group.dataset.group);
      rowsOf(group).forEach((row, place) => {
        const own = said.rows[group.dataset.group]?.[place];
        if (own) row.querySelectorAll("[data-path]").forEach((slot) => settle(slot, keyOf(slot), own));
      });
    }
    for (const block of draft.querySelectorAll(".block:not([data-group])")) {
      block.hidden = ![...block.querySelectorAll("[data-path]")].some((slot) => !slot.hidden);
    }
  }

  /* Rows are added and removed on the page; the server takes them as they stand there. */
  function number(group) {
    const rows = rowsOf(group);
    rows.forEach((row, place) => {
      row.querySelector("legend").textContent = group.dataset.title.replace("__", place + 1);
    });
    group.querySelector("[data-add]").hidden = rows.length >= Number(group.dataset.most);
    for (const button of group.querySelectorAll("[data-remove]")) {
      button.hidden = rows.length <= Number(group.dataset.least);
    }
    show();
    draft.dispatchEvent(new Event("input"));
  }
  function add(group) {
    const taken = rowsOf(group).map((row) => Number(row.dataset.row));
    const blank = group.querySelector("template").innerHTML.replaceAll(`${group.dataset.group}.__`,
      `${group.dataset.group}.${Math.max(0, ...taken) + 1}`);
    const holder = group.querySelector(".group-rows");
    holder.insertAdjacentHTML("beforeend", blank);
    const row = holder.lastElementChild;
    row.dataset.row = Math.max(0, ...taken) + 1;
    row.querySelector(`input[name="${group.dataset.group}"]`).value = row.dataset.row;
    number(group);
    row.querySelector("[data-path]:not([hidden]) :is(input:not([type=hidden]), select, textarea)")?.focus();
  }
  draft.addEventListener("click", (event) => {
    const button = event.target.closest("[data-add], [data-remove]");
    if (!button) return;
    event.preventDefault();
    const group = button.closest("[data-group]");
    if ("add" in button.dataset) return add(group);
    button.closest("[data-row]").remove();
    number(group);
    group.querySelector("[data-add]").focus();
  });

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
    if (event.target?.type === "file") return;
    if (saved) saved.hidden = true;
    clearTimeout(waiting);
    waiting = setTimeout(save, 1500);
  });
  draft.addEventListener("submit", () => {
    clearTimeout(waiting);
    under?.abort();
    /* The server tells what was seen and left out from what has only now come up. */
    for (const slot of slots().filter((one) => !one.hidden)) {
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
