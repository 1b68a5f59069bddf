// Correcting a fact and adding one that was missed.

/** Open the form in the panel; words selected in the text become the span. */
function correctFact(panel, fact) {
  const place = now(fact);
  const span = selectedPoints(chosen.text, fact.article.points) || place;
  const done = (mended) => {
    judge(fact, verdictOf(fact) === "add" ? "add" : "correct", mended);
    hub.tell("fact", { move: true });
  };
  openForm(panel, `Correct ${fact.kind}`, { ...place, start: span.start, end: span.end }, done);
}

/** A form needs the panel, which a phone shows only with something in it. */
function showPanel(panel) {
  panel.parentElement.dataset.fact = "yes";
}

function openForm(panel, heading, fact, done) {
  showPanel(panel);
  const form = factForm(fact, done, () => hub.tell("fact", {}));
  refill(panel, el("h2", {}, heading), form);
  (form.querySelector("select, input:not([type=number]), textarea") || form.querySelector("input")).focus();
}

/** Ask of which kind the selected words are, then for its value. */
function addSelected(panel) {
  const { article } = chosen;
  if (!article || !article.points) return;
  const span = selectedPoints(chosen.text, article.points);
  if (!span) return say("Select words of the text first, then press n");
  showPanel(panel);
  const text = article.points.slice(span.start, span.end);
  const choices = Object.keys(data.fields).map((kind) =>
    button(kindChip(kind), () => addOf(panel, article, kind, span), { "data-kind": kind }),
  );
  refill(
    panel,
    el("h2", {}, "Add a fact"),
    el("blockquote", {}, text),
    el("p", {}, "Of which kind?"),
    el("div", { class: "choices" }, choices),
    button("Cancel", () => hub.tell("fact", {})),
  );
  choices[0].focus();
}

function addOf(panel, article, kind, span) {
  const value = kind === "city" ? { name: article.points.slice(span.start, span.end) } : {};
  openForm(panel, `Add ${kind}`, { article, kind, ...span, value }, (made) => {
    chooseFact(addFact(article, made), true);
  });
}
