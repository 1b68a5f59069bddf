// A reviewer's verdicts, kept in the browser where it lets them be kept.

// Bound to the data: a page made anew begins anew, since a verdict on a value says nothing about another.
const REVIEW_KEY = `pressfacts.review.${digest}`;
const VERDICTS = { accept: "accepted", correct: "corrected", reject: "rejected", add: "added" };

const review = { on: false, canKeep: true };

function verdictOf(fact) {
  return fact.verdict || null;
}

/** Give a fact a verdict: accept, reject, or correct with `mended` ({kind, start, end, text, value}); null takes it back. */
function judge(fact, verdict, mended) {
  if (verdictOf(fact) === "add" && (verdict === null || verdict === "reject")) return removeAdded(fact);
  if (verdictOf(fact) === "add") verdict = "add";
  fact.verdict = verdict;
  fact.mended = verdict === "correct" || verdict === "add" ? mended || fact.mended : null;
  if (verdict === null) delete fact.optional;
  keepReview();
  hub.tell("review", fact);
  return fact;
}

/** Whether gold asks for the fact: the reviewer's word, else the guide's. */
function isOptional(fact) {
  return fact.optional === undefined ? isOptionalByGuide(now(fact)) : fact.optional;
}

/** What the guide makes neither required nor a mistake, as far as the fact itself tells. */
function isOptionalByGuide({ kind, value }) {
  if (kind === "date") return ["duration", "set"].includes(value.type) || !/\d/.test(value.timex || "");
  if (kind === "agreement") return value.told_by === "verb" || Boolean(value.same_as);
  return kind === "city" && Boolean(value.embedded);
}

function setOptional(fact, optional) {
  fact.optional = optional;
  keepReview();
  hub.tell("review", fact);
}

/** A fact that the extractor missed. */
function addFact(article, { kind, start, end, value }) {
  const fact = bareFact(article, kind, start, end, value);
  insertFact(fact);
  keepReview();
  hub.tell("facts");
  return fact;
}

function bareFact(article, kind, start, end, value) {
  const text = article.points.slice(start, end);
  const id = `added-${article.at}-${kind}-${start}-${end}`;
  const rule = { rule: "reviewer", why: "added by hand", place: null };
  return { article, id, kind, start, end, sentence: { start, end }, ...rule, value, days: null, text, verdict: "add" };
}

function insertFact(fact) {
  const at = fact.article.facts.findIndex((other) => other.start > fact.start);
  fact.article.facts.splice(at < 0 ? fact.article.facts.length : at, 0, fact);
  facts.push(fact);
}

function takeOut(fact) {
  fact.article.facts.splice(fact.article.facts.indexOf(fact), 1);
  facts.splice(facts.indexOf(fact), 1);
}

function removeAdded(fact) {
  takeOut(fact);
  keepReview();
  hub.tell("facts");
  return null;
}

/** How far the reviewer has come: facts with a verdict, articles in which every fact has one. */
function progress() {
  const judged = facts.filter(verdictOf).length;
  const begun = articles.filter((article) => article.facts.some(verdictOf));
  const whole = begun.filter((article) => article.facts.every(verdictOf));
  return { judged, begun, whole };
}

function keepReview() {
  const judged = facts.filter((fact) => verdictOf(fact) && fact.verdict !== "add");
  const added = facts
    .filter((fact) => fact.verdict === "add")
    .map((fact) => {
      const { kind, start, end, value } = now(fact);
      return { article: fact.article.id, kind, start, end, value, optional: fact.optional };
    });
  const verdicts = judged.map((fact) => [fact.id, fact.verdict, fact.mended || null, fact.optional ?? null]);
  review.canKeep = kept.write(REVIEW_KEY, { verdicts, added });
}

function loadReview() {
  const { verdicts = [], added = [] } = kept.read(REVIEW_KEY) || {};
  for (const [id, verdict, mended, optional] of verdicts) {
    const fact = factById.get(id);
    if (fact) Object.assign(fact, { verdict, mended }, optional === null ? {} : { optional });
  }
  for (const { article: id, kind, start, end, value, optional } of added) {
    const article = articles.find((candidate) => candidate.id === id);
    if (article && article.points)
      insertFact(Object.assign(bareFact(article, kind, start, end, value), optional === undefined ? {} : { optional }));
  }
}

loadReview();
