// All facts as one table that sorts, and as CSV.

const FACT_COLUMNS = [
  { label: "Kind", key: (fact) => fact.kind, cell: (fact) => kindChip(fact.kind) },
  { label: "Text", key: (fact) => now(fact).text, cell: (fact) => visibleLine(now(fact).text) },
  { label: "Value", key: told, cell: (fact) => visibleLine(told(fact)) },
  { label: "Article", key: (fact) => nameOf(fact.article), cell: (fact) => visibleLine(nameOf(fact.article)) },
  { label: "Published", key: (fact) => fact.article.published },
  { label: "Start", key: (fact) => now(fact).start, number: true },
  { label: "Rule", key: (fact) => fact.rule, cell: (fact) => visibleLine(fact.rule) },
];

const CSV_COLUMNS = [
  ["id", (fact) => fact.id],
  ["doc_id", (fact) => fact.article.id],
  ["published", (fact) => fact.article.published],
  ["kind", (fact) => fact.kind],
  ["start", (fact) => now(fact).start],
  ["end", (fact) => now(fact).end],
  ["text", (fact) => now(fact).text],
  ["says", told],
  ["value", (fact) => JSON.stringify(now(fact).value)],
  ["first_day", (fact) => fact.days && fact.days[0]],
  ["last_day", (fact) => fact.days && fact.days[1]],
  ["rule", (fact) => fact.rule],
  ["verdict", verdictOf],
];

/** The facts that the filter lets through, in the order of the table. */
function factsAsCsv(rows) {
  return csv([CSV_COLUMNS.map(([name]) => name), ...rows.map((fact) => CSV_COLUMNS.map(([, read]) => read(fact)))]);
}

function factsView() {
  const table = new Table({ label: "Facts", columns: FACT_COLUMNS, choose: openFact, height: 34 });
  const save = button("Save as CSV", () => saveFile("facts.csv", factsAsCsv(table.rows), "text/csv"), { id: "save-csv" });
  const node = el("div", { class: "wide" }, el("div", { class: "view-head" }, el("h2", {}, "Facts"), save), table.node);
  return { node, show: () => table.set(filter.facts) };
}
