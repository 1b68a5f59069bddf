// The controls of the filter.

function kindSwitches() {
  const counts = new Map(tally(facts, (fact) => fact.kind));
  const present = KINDS.filter((kind) => counts.has(kind));
  const switches = present.map((kind) => {
    const flip = button([el("span", { class: "dot", "aria-hidden": "true" }), kind, el("span", { class: "count" })], () => flipKind(kind), {
      class: `switch kind-${kind}`,
      pressed: true,
      "data-kind": kind,
    });
    return flip;
  });
  hub.on("filter", () => {
    const shown = new Map(tally(filter.facts, (fact) => fact.kind));
    for (const flip of switches) {
      const { kind } = flip.dataset;
      flip.setAttribute("aria-pressed", filter.kinds.has(kind) ? "true" : "false");
      refill(flip.querySelector(".count"), (shown.get(kind) || 0).toLocaleString("en"));
    }
  });
  return el("div", { class: "kinds", role: "group", "aria-label": "Kinds of facts" }, switches);
}

function flipKind(kind) {
  if (filter.kinds.has(kind)) filter.kinds.delete(kind);
  else filter.kinds.add(kind);
  applyFilter();
}

function countryName(code) {
  try {
    return new Intl.DisplayNames(["en"], { type: "region" }).of(code) || code;
  } catch {
    return code;
  }
}

function filterSelect(label, name, words) {
  const values = tally(facts, (fact) => ASKS[name](fact) || []);
  const options = values.map(([value, count]) => [value, `${words(value)} (${count.toLocaleString("en")})`]);
  const field = select(label, [["", "any"], ...options], "", (value) => choose(name, value), { "data-filter": name });
  hub.on("filter-cleared", () => (field.querySelector("select").value = ""));
  field.hidden = options.length < 2;
  return field;
}

function choose(name, value) {
  filter[name] = value;
  applyFilter();
}

function filterInput(label, name, type, attributes) {
  const input = el("input", { type, "data-filter": name, ...attributes, on: { input: () => choose(name, input.value) } });
  hub.on("filter-cleared", () => (input.value = ""));
  return el("label", { class: "field" }, el("span", {}, label), input);
}

/** The whole bar; on narrow screens it folds away under its own count of facts. */
function filterBar() {
  const clear = button("Clear", clearFilter, { class: "quiet", id: "clear" });
  const summary = el("summary", {}, "Filter");
  const counts = el("p", { class: "counts", id: "counts" });
  const days = [
    ["published", "published"],
    ["told", "told by the fact"],
  ];
  const fields = el(
    "div",
    { class: "fields" },
    filterInput("Articles with", "words", "search", { placeholder: "words" }),
    filterSelect("Status", "status", spaced),
    filterSelect("Country", "country", countryName),
    filterSelect("Currency", "currency", String),
    select("Days", days, filter.days, (value) => choose("days", value), { "data-filter": "days" }),
    filterInput("From", "from", "date"),
    filterInput("To", "to", "date"),
    clear,
  );
  hub.on("filter", () => {
    const shown = `${counted(filter.facts.length, "fact")} in ${counted(filter.articles.length, "article")}`;
    refill(counts, shown);
    clear.disabled = !isFiltered();
    refill(summary, isFiltered() ? "Filter (on)" : "Filter");
    say(shown);
  });
  const wide = matchMedia("(min-width: 900px)");
  const folded = el("details", { class: "filter", open: wide.matches }, summary, fields);
  wide.addEventListener("change", () => (folded.open = wide.matches));
  return el(
    "div",
    { class: "bar", role: "search", "aria-label": "Filter" },
    el("div", { class: "bar-top" }, kindSwitches(), counts),
    folded,
  );
}
