"use strict";
/* Shows, hides, requires and computes questions and fields as the server will: reads the trees of forms/conditions.py.
   Dates are texts like 2026-03-05. What cannot be computed counts as not met; the server has the last word. */
(function (root) {
  const truth = (value) => Boolean(Array.isArray(value) ? value.length : value);
  const none = (value) => value === null || value === undefined;
  const isDate = (value) => typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value);
  const areNumbers = (...values) => values.every((value) => typeof value === "number");
  const stuck = (why) => { throw new TypeError(why); };
  function same(one, other) {
    if (none(one) || none(other)) return none(one) && none(other);
    if (!Array.isArray(one) || !Array.isArray(other)) return one === other;
    return one.length === other.length && one.every((each, place) => same(each, other[place]));
  }

  function found(path, scope) {
    let value = scope;
    for (const [place, name] of path.entries()) {
      if (Array.isArray(value)) return value.map((row) => found(path.slice(place), row)); // each row of a group
      value = !none(value) && Object.hasOwn(value, name) ? value[name] : null;
    }
    return none(value) ? null : value;
  }

  const order = (holds) => (one, other) => {
    if (none(one) || none(other)) return false;
    if (!areNumbers(one, other) && !(isDate(one) && isDate(other))) stuck("no order");
    return holds(one < other ? -1 : one > other ? 1 : 0);
  };

  function within(member, whole) {
    if (none(whole)) return false;
    if (Array.isArray(whole)) return whole.some((each) => same(each, member));
    if (typeof whole !== "string" || !(none(member) || typeof member === "string")) stuck("no list");
    return !none(member) && whole.includes(member);
  }

  const arithmetic = (combine) => (one, other) => {
    if (none(one) || none(other)) return null;
    if (!areNumbers(one, other) || Math.max(Math.abs(one), Math.abs(other)) > 1e15) stuck("no number");
    const result = combine(one, other);
    if (!Number.isFinite(result) || Math.abs(result) > 1e15) stuck("out of range");
    return Number(result.toPrecision(15)); // the server computes exact decimals: 0.1 + 0.2 is 0.3
  };
  const day = (text) => (isDate(text) ? Date.parse(text) / 86400000 : stuck("no date"));
  function monthsBetween(start, end) {
    if (day(end) < day(start)) return -monthsBetween(end, start);
    const [year, month, date] = start.split("-").map(Number);
    const [endYear, endMonth, endDate] = end.split("-").map(Number);
    const months = (endYear - year) * 12 + endMonth - month;
    const lastOfMonth = new Date(Date.UTC(endYear, endMonth, 0)).getUTCDate();
    return Math.min(date, lastOfMonth) <= endDate ? months : months - 1;
  }

  function rounded(number, digits = 0) {
    if (!areNumbers(number) || !(digits >= 0 && digits <= 10)) stuck("no number");
    const shifted = Number((Math.abs(number) * 10 ** digits).toPrecision(15));
    return (Math.sign(number) * Math.round(shifted)) / 10 ** digits;
  }
  const addMonths = (date, count) => {
    const [year, month, dayOfMonth] = date.split("-").map(Number);
    const lastOfMonth = new Date(Date.UTC(year, month + count, 0)).getUTCDate();
    return Date.UTC(year, month - 1 + count, Math.min(dayOfMonth, lastOfMonth));
  };
  function dateAfter(date, count, unit) {
    if (!isDate(date) || !Number.isInteger(count) || Math.abs(count) > 40000) stuck("no span");
    const units = { days: () => (day(date) + count) * 86400000, months: () => addMonths(date, count),
      years: () => addMonths(date, count * 12) };
    if (!Object.hasOwn(units, unit)) stuck("no unit");
    return new Date(units[unit]()).toISOString().slice(0, 10);
  }
  const texts = (...values) => values.every((value) => typeof value === "string") || stuck("no text");
  const members = (given) =>
    given.length === 1 && Array.isArray(given[0]) ? given[0].filter((one) => !none(one)) : given;
  const yeses = (list) => {
    if (!Array.isArray(list) || list.some((one) => !none(one) && typeof one !== "boolean")) stuck("no yes or no");
    return list.filter(Boolean).length;
  };
  function extreme(given, better) {
    const all = members(given);
    if (!all.length) return null;
    if (all.length === 1 && !areNumbers(all[0]) && !isDate(all[0])) stuck("no number or date");
    return all.reduce((best, each) => (better(each, best) ? each : best));
  }

  const plus = arithmetic((x, y) => x + y);
  const operations = {
    list: (...values) => values,
    not: (value) => !truth(value),
    eq: same, ne: (one, other) => !same(one, other), in: within,
    lt: order((sign) => sign < 0), lteq: order((sign) => sign <= 0),
    gt: order((sign) => sign > 0), gteq: order((sign) => sign >= 0),
    "+": plus, "-": arithmetic((x, y) => x - y),
    "*": arithmetic((x, y) => x * y), "/": arithmetic((x, y) => x / y),
  };
  const functions = { // a missing argument makes the result missing
    months_between: monthsBetween,
    age_on: (birth, on) => Math.floor(monthsBetween(birth, on) / 12),
    days_between: (start, end) => day(end) - day(start),
    year_of: (date) => day(date) && Number(date.slice(0, 4)), month_of: (date) => day(date) && Number(date.slice(5, 7)),
    date_after: dateAfter,
    starts_with: (text, beginning) => texts(text, beginning) && text.startsWith(beginning),
    any: (list) => yeses(list) > 0, all: (list) => yeses(list) === list.length, count: yeses,
    length: (of) => [...of].length,
    sum: (...given) => members(given).reduce((one, other) => plus(one, other), 0),
    min: (...given) => extreme(given, operations.lt), max: (...given) => extreme(given, operations.gt),
    round: rounded,
  };

  function evaluate([kind, ...parts], scope) {
    const at = (place) => evaluate(parts[place], scope);
    switch (kind) {
      case "value": return parts[0];
      case "name": return found(parts, scope);
      case "answered": return found(parts, scope) !== null;
      case "and": return truth(at(0)) && truth(at(1));
      case "or": return truth(at(0)) || truth(at(1));
      case "if": return truth(at(0)) ? at(1) : at(2);
    }
    const values = parts.map((part) => evaluate(part, scope));
    if (Object.hasOwn(operations, kind)) return operations[kind](...values);
    return values.some(none) ? null : functions[kind](...values);
  }

  function holds(tree, scope) {
    try { return truth(evaluate(tree, scope)); } catch { return false; }
  }

  function computed(tree, scope) {
    try { return evaluate(tree, scope); } catch { return null; }
  }

  /* Decision tables as expressions see them: each looked up when it is named. */
  function tablesOver(tables, scope) {
    const seen = {};
    for (const [name, { rows, otherwise }] of Object.entries(tables ?? {})) {
      Object.defineProperty(seen, name, { enumerable: true, get: () => {
        const row = rows.find(([when]) => truth(evaluate(when, scope)));
        return evaluate(row ? row[1] : otherwise, scope);
      } });
    }
    return seen;
  }

  /* One part of a form: what is asked once, or one row of a group. */
  function part(rules, answers, scope) {
    const said = { hidden: [], required: {}, derived: {}, rows: {}, values: {} };
    const put = (path, value) => {
      said.values[path] = value;
      const [block, name] = path.split(".");
      if (name === undefined) scope[block] = value;
      else (scope[block] ??= {})[name] = value;
    };
    for (const [path, rule] of Object.entries(rules)) {
      if (rule.when && !holds(rule.when, scope)) { said.hidden.push(path); continue; }
      if (rule.rows) {
        const outside = Object.entries(scope).filter(([name]) => !Object.hasOwn(rule.rows, name));
        said.rows[path] = (answers[path] ?? []).map((row) => part(rule.rows, row, Object.fromEntries(outside)));
        if (said.rows[path].length) put(path, said.rows[path].map((row) => row.values));
        continue;
      }
      if (rule.derive) said.derived[path] = computed(rule.derive, scope);
      const value = rule.derive ? said.derived[path] : answers[path];
      if (!none(value)) put(path, value);
    }
    for (const [path, rule] of Object.entries(rules)) {
      if (rule.required) said.required[path] = holds(rule.required, scope);
    }
    return said;
  }

  /* What follows from the answers: hidden paths, what is required now, what is computed, and the same for each row.
     `answers` by path, in the types of the form; rows of a group as a list; `known` holds received_on and checks. */
  function settled({ rules, tables }, answers, known) {
    const scope = { ...known };
    scope.tables = tablesOver(tables, scope);
    return part(rules, answers, scope);
  }

  Object.assign(typeof module === "object" ? module.exports : (root.conditions = {}), { computed, evaluate, holds, settled });
})(this);
