// The run's articles and facts, as objects that know each other.

const KINDS = data.kinds;

/** Articles with `points` (the text), and `facts` in the order of the text. Texts that are missing leave `points` null. */
const articles = data.articles.map((article, at) => ({
  ...article,
  at,
  points: article.text === null ? null : new CodePoints(article.text),
  facts: [],
}));

/** Every fact: article, kind, start, end, sentence, rule, value, days, text; `mended` once a reviewer has corrected it. */
const facts = data.facts.map((row) => {
  const [article, id, kind, start, end, sentenceStart, sentenceEnd, rule, value, days, words] = row;
  const home = articles[article];
  const text = words === undefined ? home.points.slice(start, end) : words;
  const [ruleId, why, place] = data.rules[rule];
  const sentence = { start: sentenceStart, end: sentenceEnd };
  const fact = { article: home, id, kind: KINDS[kind], start, end, sentence, rule: ruleId, why, place, value, days, text };
  home.facts.push(fact);
  return fact;
});

const factById = new Map(facts.map((fact) => [fact.id, fact]));

/** A fact as it is now: with the span and value that a reviewer gave it, if one did. */
function now(fact) {
  return fact.mended ? { ...fact, ...fact.mended } : fact;
}

/** A fact's value in a few words. */
function told(fact) {
  const { kind, value } = now(fact);
  return phrase(kind, value);
}

/** The currencies that a fact tells of. */
function currenciesOf(fact) {
  const { value } = now(fact);
  const amounts = fact.kind === "money" ? [value] : [value.money, value.amount];
  return amounts.filter(Boolean).map((amount) => amount.currency || "unknown");
}
