// One pair: what gold says beside what was found, and both in the text.

// Attributes that stand for other fields of the value.
const ATTRIBUTE_FIELDS = {
  money: { low: "amount", high: "amount" },
  agreement: { parties: "all_parties" },
};
// Fields that only say where something stands, or how sure it is: no gold has them.
const NOT_COMPARED = new Set([
  "evidence",
  "cue",
  "party_spans",
  "signatories",
  "parts",
  "duration_span",
  "alternatives",
  "confidence",
  "match",
  "population",
  "admin1",
  "admin1_name",
  "lat",
  "lon",
  "anchor",
  "granularity",
  "currency_basis",
  "currency_alternatives",
  "told_by",
  "equivalent",
  "measures",
  "embedded",
  "is_dateline",
  "duration",
  "place",
]);

function fieldText(value) {
  if (value === undefined || value === null || value.length === 0) return "–";
  if (Array.isArray(value)) return value.map(fieldText).join("; ");
  if (typeof value === "object") return "low" in value || "currency" in value ? moneyPhrase(value) : JSON.stringify(value);
  return String(value);
}

function comparedFields(pair) {
  const [gold, found] = [pair.gold, pair.found].map((side) => (side && side.value) || {});
  const names = unique([...Object.keys(gold), ...Object.keys(found)]).filter((name) => name in gold || !NOT_COMPARED.has(name));
  return names.map((name) => {
    const attribute = (ATTRIBUTE_FIELDS[pair.kind] || {})[name] || name;
    return { name, gold: gold[name], found: found[name], wrong: pair.wrong.includes(attribute) };
  });
}

function comparison(pair) {
  const row = ({ name, gold, found, wrong }) =>
    el(
      "tr",
      { class: wrong && "wrong" },
      el("th", { scope: "row" }, spaced(name)),
      pair.gold && el("td", {}, fieldText(gold)),
      pair.found && el("td", {}, fieldText(found)),
    );
  const wrongSpan = pair.gold && pair.found && (pair.gold.start !== pair.found.start || pair.gold.end !== pair.found.end);
  const span = (side) =>
    side && el("td", {}, el("b", {}, visibleLine(side.text)), el("span", { class: "faint" }, ` ${side.start} to ${side.end}`));
  const heads = [pair.gold && "Gold", pair.found && "Found"].filter(Boolean).map((words) => el("th", { scope: "col" }, words));
  const words = el("tr", { class: wrongSpan && "wrong" }, el("th", { scope: "row" }, "words"), span(pair.gold), span(pair.found));
  const rule = pair.found && pair.found.rule ? el("p", { class: "faint" }, "rule ", el("code", {}, pair.found.rule)) : null;
  const head = el("thead", {}, el("tr", {}, el("td", {}), heads));
  return [
    el(
      "div",
      { class: "scroll", tabindex: "0", role: "region", "aria-label": "Comparison" },
      el("table", { class: "comparison" }, head, el("tbody", {}, words, comparedFields(pair).map(row))),
    ),
    rule,
  ];
}

/** One side of an article: its text with that side's facts marked by what became of them. */
function side(pair, name, heading) {
  const { article } = pair;
  const text = el("div", { class: "text", lang: "en" });
  const marks = article.pairs
    .filter((each) => each[name] && groups.kinds.has(each.kind))
    .map((each) => ({ pair: each, start: each[name].start, end: each[name].end }));
  drawMarked(text, article.points, marks, {
    look: (mark) => [mark.pair.outcome, mark.pair === pair && "chosen"].filter(Boolean),
    choose: ([inner]) => choosePair(inner.pair),
  });
  return el("section", { class: "side-text", tabindex: "0", role: "region", "aria-label": heading }, el("h3", {}, heading), text);
}

/** Bring the chosen pair into sight on both sides; where a side has no mark of it, the place where it would stand. */
function scrollToPair(node, pair) {
  const start = (pair.gold || pair.found).start;
  for (const part of node.querySelectorAll(".side-text")) {
    const pieces = [...part.querySelectorAll("[data-start]")];
    const target = part.querySelector(".in-chosen, .out-chosen") || pieces.findLast((piece) => Number(piece.dataset.start) <= start);
    if (target) part.scrollTop += target.getBoundingClientRect().top - part.getBoundingClientRect().top - part.clientHeight / 3;
  }
}

function drawPair(node, pair) {
  const { article } = pair;
  const outcome = el("span", { class: `outcome outcome-${pair.outcome}` }, OUTCOME_WORDS[pair.outcome]);
  const about = [article.id !== nameOf(article) && article.id, article.published, article.source].filter(Boolean).join(" · ");
  const wrong = pair.wrong.length ? el("span", { class: "faint" }, `disagrees in ${listed(pair.wrong.map(spaced))}`) : null;
  const texts = article.points
    ? el("div", { class: "sides" }, side(pair, "gold", "Gold in the text"), side(pair, "found", "Found in the text"))
    : el("p", { class: "faint" }, "The text of this article is not in the page.");
  const head = el("div", { class: "detail-head" }, kindChip(pair.kind), outcome, wrong);
  refill(node, head, comparison(pair), el("h2", {}, visibleLine(nameOf(article))), el("p", { class: "faint" }, about), texts);
  scrollToPair(node, pair);
}
