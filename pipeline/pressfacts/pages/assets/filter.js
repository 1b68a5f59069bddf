// Which facts are shown: by kind, status, country, currency, days and words.

const FILTER_NAMES = ["status", "country", "currency"];

const filter = {
  kinds: new Set(KINDS),
  status: "",
  country: "",
  currency: "",
  from: "",
  to: "",
  days: "published",
  words: "",
  facts: [],
  articles: [],
};

// What each filter asks of a fact: undefined where it does not apply to the fact's kind.
const ASKS = {
  status: (fact) => (fact.kind === "agreement" ? [fact.value.status] : undefined),
  country: (fact) => (fact.kind === "city" ? [fact.value.country || "unknown"] : undefined),
  currency: (fact) => {
    const told = currenciesOf(fact);
    return told.length ? told : undefined;
  },
};

/** Whether a span of days touches the chosen one; days that are open reach for ever. */
function touches(days) {
  if (!days) return false;
  const [first, last] = days;
  return (!filter.to || !first || first <= filter.to) && (!filter.from || !last || last >= filter.from);
}

function inDays(fact) {
  if (!filter.from && !filter.to) return true;
  const { published } = fact.article;
  return filter.days === "told" ? touches(fact.days) : Boolean(published) && touches([published, published]);
}

/**
 * With one or several of status, country and currency chosen, a fact is shown if one of them applies to it and it satisfies all that
 * apply: signed agreements and cities of Kenya, when both are chosen. Facts of which none says anything are hidden.
 */
function satisfies(fact) {
  const chosen = FILTER_NAMES.filter((name) => filter[name]);
  if (!chosen.length) return true;
  const asked = chosen.map((name) => [ASKS[name](fact), filter[name]]).filter(([told]) => told !== undefined);
  return asked.length > 0 && asked.every(([told, wanted]) => told.includes(wanted));
}

function hasWords(article, words) {
  article.searchable ||= folded([article.id, article.title, article.source, article.text].filter(Boolean).join("\n"));
  return article.searchable.includes(words);
}

/** Whether anything is filtered out. */
function isFiltered() {
  return filter.kinds.size < KINDS.length || ["from", "to", "words", ...FILTER_NAMES].some((name) => filter[name]);
}

/** Find anew which facts and articles are shown, and tell everybody. */
function applyFilter() {
  const words = folded(filter.words.trim());
  const fitting = new Set(articles.filter((article) => !words || hasWords(article, words)));
  filter.facts = facts.filter((fact) => filter.kinds.has(fact.kind) && fitting.has(fact.article) && inDays(fact) && satisfies(fact));
  const holding = new Set(filter.facts.map((fact) => fact.article));
  const onlyWords =
    !isFiltered() || (filter.kinds.size === KINDS.length && !filter.from && !filter.to && !FILTER_NAMES.some((name) => filter[name]));
  filter.articles = articles.filter((article) => holding.has(article) || (onlyWords && fitting.has(article)));
  filter.shown = new Set(filter.facts);
  hub.tell("filter");
}

/** Show everything again. */
function clearFilter() {
  Object.assign(filter, { status: "", country: "", currency: "", from: "", to: "", words: "", kinds: new Set(KINDS) });
  hub.tell("filter-cleared");
  applyFilter();
}
