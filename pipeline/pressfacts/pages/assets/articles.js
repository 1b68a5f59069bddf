// Articles: a list, the text of the chosen one with its facts marked, and the chosen fact.

const ROW_HEIGHT = 58;

/** What is chosen: an article, a fact of it, and the facts in the same place. */
const chosen = { article: null, fact: null, others: [] };

/** Choose a fact, wherever on the page its name was clicked, and show it in its article. */
function openFact(fact) {
  tabs.choose("articles");
  chooseFact(fact, true);
}

function chooseFact(fact, move) {
  const other = fact.article !== chosen.article;
  const place = now(fact);
  const others = fact.article.facts.filter((beside) => now(beside).start < place.end && now(beside).end > place.start);
  Object.assign(chosen, { article: fact.article, fact, others });
  if (other) hub.tell("article");
  hub.tell("fact", { move });
}

function chooseArticle(article) {
  Object.assign(chosen, { article, fact: null, others: [] });
  hub.tell("article");
  hub.tell("fact", {});
}

/** The facts of the chosen article that the filter lets through, in the order of the text as it is now. */
function factsInSight() {
  const added = (fact) => fact.verdict === "add" && filter.kinds.has(fact.kind);
  const inSight = chosen.article ? chosen.article.facts.filter((fact) => filter.shown.has(fact) || added(fact)) : [];
  return inSight.sort((one, other) => now(one).start - now(other).start || now(other).end - now(one).end);
}

function listRow(article) {
  const current = article === chosen.article;
  const about = [article.published, article.source, counted(article.facts.length, "fact")].filter(Boolean).join(" · ");
  const judged = review.on && article.facts.length > 0 && article.facts.every(verdictOf);
  const attributes = { role: "option", id: `article-${article.at}`, "aria-selected": current ? "true" : "false", class: "list-row" };
  const row = el("div", { ...attributes, "aria-setsize": filter.articles.length, "aria-posinset": filter.articles.indexOf(article) + 1 });
  row.addEventListener("click", () => chooseArticle(article));
  return fill(row, el("span", { class: "name" }, visibleLine(nameOf(article))), el("span", { class: "faint" }, about, judged ? " ✓" : ""));
}

/** The list: one stop of the keyboard, arrows move within it. */
function articleList() {
  const body = el("div", { role: "presentation" });
  const scroller = el("div", { class: "list", role: "listbox", tabindex: "0", "aria-label": "Articles" }, body);
  const rows = new Rows({ scroller, body, height: ROW_HEIGHT, make: (at) => listRow(filter.articles[at]) });
  const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -Infinity, End: Infinity };
  scroller.addEventListener("keydown", (event) => {
    if (!(event.key in steps) || !filter.articles.length) return;
    event.preventDefault();
    stepArticle(steps[event.key]);
  });
  const draw = () => {
    rows.refresh();
    const at = filter.articles.indexOf(chosen.article);
    if (at >= 0) rows.show(at);
  };
  hub.on("filter", () => {
    rows.set(filter.articles.length);
    draw();
  });
  for (const event of ["article", "mode", "review", "facts"]) hub.on(event, draw);
  const show = () => {
    rows.set(filter.articles.length, true);
    draw();
  };
  return { node: scroller, show };
}

/** Choose the article so many places further down the list. */
function stepArticle(by) {
  const at = filter.articles.indexOf(chosen.article);
  const next = Math.max(0, Math.min(filter.articles.length - 1, at + by));
  if (filter.articles[next]) chooseArticle(filter.articles[next]);
}

function looks(fact) {
  const verdict = review.on ? verdictOf(fact) : null;
  return [fact.kind, verdict || (review.on && "open")].filter(Boolean);
}

function articleHead(article) {
  const about = [article.id !== nameOf(article) && article.id, article.published, article.source].filter(Boolean);
  const origin = article.published_from && article.published ? ` (from ${article.published_from})` : "";
  return [
    el("h2", {}, visibleLine(nameOf(article))),
    el("p", { class: "faint" }, about.join(" · "), origin, article.url ? [" · ", outwards(article.url)] : null),
  ];
}

function drawText(head, text) {
  const { article } = chosen;
  if (!article) return refill(head, el("p", { class: "faint" }, "No article fits the filter."));
  refill(head, articleHead(article));
  text.hidden = article.points === null;
  if (article.points === null) return fill(head, el("p", {}, "The text of this article is not in the page; its facts are in the table."));
  const marks = factsInSight().map((fact) => ({ fact, start: now(fact).start, end: now(fact).end }));
  return drawMarked(text, article.points, marks, {
    look: (mark) => looks(mark.fact),
    choose: ([inner, ...outer]) => {
      Object.assign(chosen, { fact: inner.fact, others: [inner, ...outer].map((mark) => mark.fact) });
      hub.tell("fact", {});
    },
  });
}

const isNarrow = () => !matchMedia("(min-width: 900px)").matches;

/** Draw anew which piece is chosen, keep the keyboard where it is, and bring the piece into sight when asked to. */
function showChosen(text, move) {
  const focused = document.activeElement && text.contains(document.activeElement);
  for (const part of text.querySelectorAll(".mark")) {
    const isChosen = part.marks.some((mark) => mark.fact === chosen.fact);
    part.classList.toggle("is-chosen", isChosen);
    if (part.tabIndex === 0) part.setAttribute("aria-pressed", isChosen ? "true" : "false");
  }
  const first = text.querySelector(".mark.is-chosen");
  // On a phone the chosen fact lies over the text: its mark shall stay in sight above it.
  if (first && (move || isNarrow())) first.scrollIntoView({ block: isNarrow() ? "nearest" : "center" });
  if (!first || !move) return;
  if (focused || move === "focus") first.focus({ preventScroll: true });
}

function articlesView() {
  const list = articleList();
  const head = el("div", { class: "article-head" });
  const text = el("article", { class: "text", lang: "en" });
  const panel = el("aside", { class: "details", "aria-label": "Chosen fact", "aria-live": "polite" });
  const back = button(
    "← Articles",
    () => {
      node.dataset.pane = "list";
      list.node.focus();
    },
    { class: "back quiet" },
  );
  const reading = el("div", { class: "reading", tabindex: "0", role: "region", "aria-label": "Article" }, back, head, text);
  const node = el("div", { class: "articles", "data-pane": "list" }, list.node, reading, panel);
  const draw = () => {
    drawText(head, text);
    showChosen(text);
  };
  const drawPanel = () => drawChosen(node, panel);
  Object.assign(chosen, { text, panel });
  hub.on("article", () => {
    draw();
    reading.scrollTop = 0;
    const hadFocus = list.node.contains(document.activeElement);
    node.dataset.pane = "text";
    if (hadFocus && list.node.offsetParent === null) reading.focus();
  });
  hub.on("fact", ({ move }) => {
    showChosen(text, move);
    drawPanel();
  });
  for (const event of ["filter", "mode", "review", "facts"])
    hub.on(event, () => {
      draw();
      drawPanel();
    });
  const show = () => {
    if (!chosen.article && filter.articles.length) {
      chooseArticle(filter.articles[0]);
      node.dataset.pane = "list";
    }
    list.show();
    draw();
    drawPanel();
  };
  return { node, show };
}

function drawChosen(node, panel) {
  const { fact } = chosen;
  node.dataset.fact = fact ? "yes" : "no";
  if (!fact) {
    const few =
      chosen.article && chosen.article.facts.length ? "Choose a marked fact to see what it says and why." : "This article tells no fact.";
    return refill(
      panel,
      el(
        "p",
        { class: "faint" },
        few,
        " Keys: ",
        el("kbd", {}, "j"),
        " ",
        el("kbd", {}, "k"),
        " next and previous fact, ",
        el("kbd", {}, "?"),
        " all keys.",
      ),
    );
  }
  drawDetails(panel, fact, chosen.others, () => correctFact(panel, fact));
  return panel.prepend(button("×", () => chooseArticleAgain(), { class: "close quiet", "aria-label": "Close" }));
}

function chooseArticleAgain() {
  Object.assign(chosen, { fact: null, others: [] });
  hub.tell("fact", {});
}
