// The review as gold: one JSON object a line, in the form of the annotation guide.

/** A field of a value in the form that gold has: text as it is, numbers as numbers, an amount with all its fields. */
function goldField(field, given) {
  if (field.form === "lines") return given || [];
  if (field.form === "amount") return given ? goldValue(field.fields, given) : null;
  return given ?? null;
}

function goldValue(fields, value) {
  return Object.fromEntries(fields.map((field) => [field.name, goldField(field, (value || {})[field.name])]));
}

/** A value as gold has it: the fields of the guide, in its order. Kinds of the user's own keep their value whole. */
function goldOf(kind, value) {
  const fields = data.fields[kind];
  const told = fields ? goldValue(fields, value) : { ...value };
  return value.same_as ? { ...told, same_as: value.same_as } : told;
}

/** The line of one fact. */
function goldRow(fact) {
  const { article, kind, start, end, text, value } = now(fact);
  const row = { doc_id: article.id, kind, start, end, text, value: goldOf(kind, value) };
  return isOptional(fact) ? { ...row, optional: true } : row;
}

/** The gold of all articles in which every fact has a verdict; what is rejected leaves no line. */
function goldLines() {
  const judged = progress().whole.flatMap((article) => article.facts.filter((fact) => fact.verdict !== "reject"));
  return judged.map((fact) => JSON.stringify(goldRow(fact)) + "\n");
}

function saveGold() {
  const lines = goldLines();
  if (!lines.length) return say("Nothing to save yet: no article has a verdict on every fact");
  saveFile("gold.jsonl", lines.join(""), "application/jsonl");
  return say(`${counted(lines.length, "line")} of gold saved`);
}

/** A button that reads saved gold back, so that a review can go on elsewhere or after the page was made anew. */
function opener() {
  const input = el("input", {
    type: "file",
    accept: ".jsonl,.json",
    class: "unseen",
    "aria-label": "Gold to open",
    tabindex: "-1",
    id: "gold-file",
  });
  input.addEventListener("change", async () => {
    if (input.files.length) openGold(await input.files[0].text());
    input.value = "";
  });
  return [button("Open gold", () => input.click(), { id: "open-gold" }), input];
}

/** The bar above the article while reviewing: how far it is, what a save would hold. */
function reviewBar() {
  const words = el("p", {});
  const save = button("Save gold", saveGold, { id: "save-gold", class: "primary" });
  const rest = button("Accept the rest", acceptRest, { id: "accept-rest" });
  const add = button("Add selected words", () => addSelected(chosen.panel), { id: "add-fact" });
  add.addEventListener("mousedown", (event) => event.preventDefault()); // the selection shall outlast the click
  const buttons = el("div", { class: "choices" }, rest, add, opener(), save);
  const bar = el("div", { class: "review-bar", role: "region", "aria-label": "Review", hidden: true }, words, buttons);
  const draw = () => {
    const { judged, begun, whole } = progress();
    bar.hidden = !review.on;
    save.disabled = !whole.length;
    const left = begun.length - whole.length;
    refill(
      words,
      `${judged.toLocaleString("en")} of ${counted(facts.length, "fact")} judged; gold of ${counted(whole.length, "whole article")}`,
      left ? `, ${left.toLocaleString("en")} begun and left out` : "",
      review.canKeep ? "" : ". This browser keeps nothing for a page like this: save before you close it.",
    );
  };
  for (const event of ["review", "facts", "mode"]) hub.on(event, draw);
  draw();
  return bar;
}
