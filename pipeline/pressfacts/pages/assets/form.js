// The form in which a fact is corrected or added: the fields of the guide for its kind.

const PATTERNS = {
  decimal: [/^-?\d+(\.\d+)?$/, "a number such as 61700000 or 40.6"],
  whole: [/^\d+$/, "a whole number"],
  required_whole: [/^\d+$/, "a whole number", true],
  required: [/\S/, "some text", true],
  currency: [/^[A-Z]{3}$/, "an ISO 4217 code such as USD"],
  country: [/^[A-Z]{2}$/, "an ISO 3166 code such as VN"],
  day: [/^\d{4}-\d\d-\d\d$/, "a day such as 2025-08-31"],
  suggested: [/\S/, "some text", true],
};

let fieldCount = 0;

/** One field, as {node, read()}; `read` returns the value or throws what is wrong with it. */
function formField(field, given) {
  const name = spaced(field.name);
  if (field.form === "amount") return amountField(field, given || {});
  const id = `field-${(fieldCount += 1)}`;
  const input = formInput(field, given, id);
  const error = el("span", { class: "error", id: `${id}-error` });
  const node = el("div", { class: "form-field" }, el("label", { for: id }, name), input.nodes, error);
  const read = () => {
    const problem = problemOf(field, input.box.value.trim());
    refill(error, problem);
    input.box.setAttribute("aria-invalid", problem ? "true" : "false");
    if (problem) throw new FormError(input.box);
    return typed(field, input.box.value);
  };
  return { node, name: field.name, read };
}

class FormError extends Error {
  constructor(box) {
    super("a field cannot be read");
    this.box = box;
  }
}

function formInput(field, given, id) {
  const common = { id, name: field.name, "aria-describedby": `${id}-error` };
  if (field.form === "choice" || field.form === "one_of") {
    const none = field.form === "choice" ? [""] : [];
    const box = el(
      "select",
      common,
      [...none, ...field.choices].map((choice) => el("option", { value: choice }, spaced(choice) || "none")),
    );
    box.value = given ?? (none.length ? "" : field.choices[0]);
    return { box, nodes: [box] };
  }
  if (field.form === "lines") {
    const box = el("textarea", { ...common, rows: "3", placeholder: "one a line" });
    box.value = (given || []).join("\n");
    return { box, nodes: [box] };
  }
  const box = el("input", { ...common, type: "text", autocomplete: "off", list: field.choices ? `${id}-choices` : null });
  box.value = given ?? "";
  const choices =
    field.choices &&
    el(
      "datalist",
      { id: `${id}-choices` },
      field.choices.map((choice) => el("option", { value: choice })),
    );
  return { box, nodes: [box, choices] };
}

function problemOf(field, text) {
  const [pattern, wanted, required] = PATTERNS[field.form] || [];
  if (!pattern || (!text && !required)) return "";
  return pattern.test(text) ? "" : `needs ${wanted}`;
}

function typed(field, text) {
  if (field.form === "lines")
    return text
      .split("\n")
      .map((line) => line.trim())
      .filter(Boolean);
  const trimmed = text.trim();
  if (!trimmed) return null;
  return field.form.endsWith("whole") ? Number(trimmed) : trimmed;
}

/** An amount inside another value: no field told is no amount. */
function amountField(field, given) {
  const parts = field.fields.map((part) => formField(part, given[part.name]));
  const node = el(
    "fieldset",
    {},
    el("legend", {}, spaced(field.name)),
    parts.map((part) => part.node),
  );
  const read = () => {
    const value = Object.fromEntries(parts.map((part) => [part.name, part.read()]));
    return Object.values(value).some((told) => told !== null) ? value : null;
  };
  return { node, name: field.name, read };
}

/** Where the fact begins and ends, with its words. */
function spanFields(article, start, end) {
  const words = el("output", { class: "span-words" });
  const box = (value, label) => el("input", { type: "number", min: "0", max: article.points.length, value, "aria-label": label });
  const [first, last] = [box(start, "start"), box(end, "end")];
  const read = () => {
    const span = { start: Number(first.value), end: Number(last.value) };
    const fits = Number.isInteger(span.start) && Number.isInteger(span.end) && 0 <= span.start && span.start < span.end;
    if (!fits || span.end > article.points.length) throw new FormError(first);
    return { ...span, text: article.points.slice(span.start, span.end) };
  };
  const draw = () => {
    try {
      refill(words, read().text);
    } catch {
      refill(words, "no span");
    }
  };
  for (const input of [first, last]) input.addEventListener("input", draw);
  draw();
  return { node: el("div", { class: "span-fields" }, el("span", { class: "label" }, "from, to"), first, last, words), read };
}

/**
 * The form for a fact of `kind` at a span. `done` is called with {kind, start, end, text, value}, `cancel` when nothing shall change.
 * Of the old value what is no field of the form is dropped: it told of the value before.
 */
function factForm({ article, kind, start, end, value }, done, cancel) {
  const span = spanFields(article, start, end);
  const fields = (data.fields[kind] || []).map((field) => formField(field, (value || {})[field.name]));
  const submit = (event) => {
    event.preventDefault();
    try {
      const read = Object.fromEntries(fields.map((field) => [field.name, field.read()]));
      done({ kind, ...span.read(), value: fields.length ? read : value });
    } catch (error) {
      if (!(error instanceof FormError)) throw error;
      error.box.focus();
    }
  };
  const buttons = el("p", { class: "buttons" }, el("button", { type: "submit", class: "primary" }, "Keep"), button("Cancel", cancel));
  const escape = (event) => event.key === "Escape" && cancel();
  return el(
    "form",
    { class: "fact-form", "aria-label": `Correct ${kind}`, on: { submit, keydown: escape } },
    span.node,
    fields.map((field) => field.node),
    buttons,
  );
}
