// What is known of the chosen fact: value, rule, evidence, and the reviewer's verdict on it.

/** Every field of a value by its dotted name; a list of things has a row for each. */
function* fieldsOf(value, name) {
  if (Array.isArray(value) && value.some((item) => typeof item === "object")) {
    for (const [at, item] of value.entries()) yield* fieldsOf(item, `${name} ${at + 1}`);
  } else if (Array.isArray(value)) {
    yield [name, value.join(", ") || "none"];
  } else if (value !== null && typeof value === "object") {
    for (const [key, inner] of Object.entries(value)) yield* fieldsOf(inner, name ? `${name}.${key}` : key);
  } else {
    yield [name, value === null ? "none" : value === true ? "yes" : value];
  }
}

// Spans that only say where something stands are shown in the sentence, not as rows.
const EVIDENCE = ["evidence", "cue", "party_spans", "signatories", "parts", "duration_span"];
const ROLES = { party_spans: "party", signatories: "signatory", parts: "end", duration_span: "duration" };

/** The other places of the text that a fact was read from: {start, end, text, role}. */
function evidenceOf(value) {
  const spans = EVIDENCE.flatMap((name) => [value[name] || []].flat().map((span) => ({ span, role: span.slot || ROLES[name] || name })));
  return spans
    .filter(({ span }) => Number.isInteger(span.start) && Number.isInteger(span.end))
    .map(({ span, role }) => ({ ...span, role }));
}

function valueRows(value) {
  const shown = Object.fromEntries(
    Object.entries(value).filter(([name, told]) => !EVIDENCE.includes(name) || (told[0] && typeof told[0] === "string")),
  );
  const rows = [...fieldsOf(shown, "")].map(([name, told]) => [el("dt", {}, spaced(name)), el("dd", {}, linked(told))]);
  return el("dl", { class: "rows" }, rows);
}

/** A value that is the id of a fact of this page, as a way to it. */
function linked(value) {
  const other = factById.get(value);
  return other ? button(other.text, () => openFact(other), { class: "link" }) : String(value);
}

/** The sentence with the fact and what it was read from. */
function sentenceOf(fact) {
  const { article, sentence, kind, start, end, value } = now(fact);
  if (!article.points) return el("blockquote", {}, fact.text);
  const marks = [{ start, end, look: [kind, "chosen"] }, ...evidenceOf(value).map((span) => ({ ...span, look: ["evidence"] }))];
  const from = Math.min(sentence.start, start);
  const to = Math.max(sentence.end, end);
  return drawMarked(el("blockquote", {}), article.points, marks, { from, to, look: (mark) => mark.look });
}

function evidenceRows(value) {
  const spans = evidenceOf(value);
  if (!spans.length) return null;
  return [
    el("h3", {}, "Evidence"),
    el(
      "dl",
      { class: "rows" },
      spans.map(({ role, text }) => [el("dt", {}, role), el("dd", {}, text)]),
    ),
  ];
}

function ruleRows(fact) {
  const place = fact.place ? el("dd", { class: "faint" }, fact.place) : null;
  const why = fact.why || "no rule of this name: the program itself, or rules that are not here, made it";
  return [
    el("h3", {}, "Rule"),
    el(
      "dl",
      { class: "rows" },
      el("dt", {}, "name"),
      el("dd", { class: "code" }, fact.rule),
      el("dt", {}, "why"),
      el("dd", {}, why),
      place && [el("dt", {}, "file"), place],
    ),
  ];
}

function verdictButtons(fact, correct) {
  const verdict = verdictOf(fact);
  const set = (name) => () => judge(fact, verdict === name ? null : name);
  const optional = isOptional(fact);
  return el(
    "div",
    { class: "verdicts", role: "group", "aria-label": "Verdict" },
    verdict === "add"
      ? null
      : button(["Accept ", el("kbd", {}, "a")], set("accept"), { pressed: verdict === "accept", "data-verdict": "accept" }),
    button(["Correct ", el("kbd", {}, "c")], correct, { pressed: verdict === "correct", "data-verdict": "correct" }),
    button([verdict === "add" ? "Remove " : "Reject ", el("kbd", {}, "r")], set("reject"), {
      pressed: verdict === "reject",
      "data-verdict": "reject",
    }),
    button(["Optional ", el("kbd", {}, "o")], () => setOptional(fact, !optional), { pressed: optional, "data-verdict": "optional" }),
  );
}

/** Fill the panel with a fact; `others` are facts in the same place, `correct` opens the form. */
function drawDetails(node, fact, others, correct) {
  const { kind, text, start, end, value } = now(fact);
  const verdict = verdictOf(fact);
  const head = el(
    "div",
    { class: "detail-head" },
    kindChip(kind),
    verdict && el("span", { class: "verdict" }, VERDICTS[verdict]),
    el("span", { class: "faint" }, `${start} to ${end}`),
  );
  const beside = others.filter((other) => other !== fact);
  refill(
    node,
    head,
    el("h2", {}, text),
    el("p", { class: "phrase" }, told(fact)),
    review.on ? verdictButtons(fact, correct) : null,
    sentenceOf(fact),
    el("h3", {}, "Value"),
    valueRows(value),
    evidenceRows(value),
    ruleRows(fact),
    beside.length
      ? [
          el("h3", {}, "Also here"),
          el(
            "ul",
            { class: "beside" },
            beside.map((other) =>
              el(
                "li",
                {},
                button([kindChip(other.kind), " ", other.text], () => openFact(other), { class: "link" }),
              ),
            ),
          ),
        ]
      : null,
  );
}
