"use strict";
/* Shows and hides questions and fields as the server will: reads the trees of forms/conditions.py.
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
    for (const name of path) value = !none(value) && Object.hasOwn(value, name) ? value[name] : null;
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
    const result = areNumbers(one, other) ? combine(one, other) : stuck("no number");
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
  const members = (given) => (given.length === 1 && Array.isArray(given[0]) ? given[0] : given);
  function extreme(given, better) {
    const all = members(given);
    if (!all.length || all.some(none)) return null;
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

  /* The hidden paths. `answers` by path, in the types of the form; `known` holds received_on and checks. */
  function hidden(conditions, answers, known) {
    const scope = { ...known };
    const gone = [];
    const put = (path) => {
      const [block, name] = path.split(".");
      if (name === undefined) scope[block] = answers[path];
      else (scope[block] ??= {})[name] = answers[path];
    };
    Object.keys(answers).filter((path) => !Object.hasOwn(conditions, path)).forEach(put);
    for (const [path, tree] of Object.entries(conditions)) {
      if (!holds(tree, scope)) gone.push(path);
      else if (Object.hasOwn(answers, path)) put(path);
    }
    return gone;
  }

  Object.assign(typeof module === "object" ? module.exports : (root.conditions = {}), { evaluate, holds, hidden });
})(this);
