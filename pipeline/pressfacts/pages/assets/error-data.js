// Gold and found in pairs, as objects.

const KINDS = data.kinds;
const OUTCOME_WORDS = {
  missed: "missed",
  spurious: "spurious",
  wrong_span: "wrong span",
  wrong_value: "wrong value",
  right: "right",
  optional: "optional",
};
const ERROR_OUTCOMES = ["missed", "spurious", "wrong_span", "wrong_value"];

const articles = data.articles.map((article) => ({
  ...article,
  points: article.text === null ? null : new CodePoints(article.text),
  pairs: [],
}));

/** Every pair: article, kind, outcome, gold and found (either may be null), `wrong` the attributes that disagree. */
const pairs = data.pairs.map(([article, kind, outcome, gold, found, wrong], at) => {
  const pair = { at, article: articles[article], kind: KINDS[kind], outcome: data.outcomes[outcome], gold, found, wrong };
  pair.article.pairs.push(pair);
  return pair;
});

/** The words by which a pair is known: gold's, else what was found. */
function wordsOf(pair) {
  return (pair.gold || pair.found).text;
}

function isError(pair) {
  return ERROR_OUTCOMES.includes(pair.outcome);
}
