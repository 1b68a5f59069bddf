// What was taken for what: a table a kind and attribute, gold down, found across.

const MOST_LABELS = 24;

/** The confusions of one kind and attribute: {kind, attribute, cells: Map("gold\nfound" -> count), labels, confused, all}. */
function confusionTables() {
  const tables = new Map();
  for (const [kind, attribute, gold, found, count] of data.confusions) {
    const key = `${kind} ${attribute}`;
    if (!tables.has(key)) tables.set(key, { kind, attribute, cells: [], confused: 0, all: 0 });
    const table = tables.get(key);
    table.cells.push({ gold, found, count });
    table.all += count;
    table.confused += gold === found ? 0 : count;
  }
  return [...tables.values()].sort((one, other) => other.confused - one.confused || compare(one.kind, other.kind));
}

/** Only what takes part in a confusion: the rest is one number. */
function confusedLabels({ cells }) {
  const wrong = cells.filter(({ gold, found }) => gold !== found);
  const labels = tally(
    wrong.flatMap(({ gold, found, count }) => Array(count).fill([gold, found]).flat()),
    (label) => label ?? "none",
  );
  return labels.slice(0, MOST_LABELS).map(([label]) => label);
}

const attributeOf = (row, attribute) => String(((row && row.value) || {})[attribute] ?? "none");
const overlap = (one, other) => one.start < other.end && other.start < one.end;

/** The pairs behind a cell of a table. */
function pairsOf({ kind, attribute }, gold, found) {
  if (attribute !== "kind")
    return pairs.filter(
      (pair) =>
        pair.kind === kind &&
        pair.gold &&
        pair.found &&
        pair.outcome !== "optional" &&
        attributeOf(pair.gold, attribute) === gold &&
        attributeOf(pair.found, attribute) === found,
    );
  const missed = pairs.filter((pair) => pair.outcome === "missed" && pair.kind === gold);
  const spurious = pairs.filter((pair) => pair.outcome === "spurious" && pair.kind === found);
  return missed.flatMap((one) =>
    spurious.filter((other) => other.article === one.article && overlap(one.gold, other.found)).flatMap((other) => [one, other]),
  );
}

function confusionCell(table, cells, gold, found) {
  const cell = cells.find((each) => (each.gold ?? "none") === gold && (each.found ?? "none") === found);
  if (!cell) return el("td", { class: "number faint" }, "");
  const show = () => {
    chooseGroup({ confusion: { pairs: new Set(pairsOf(table, gold, found)) } });
    tabs.choose("errors");
  };
  const label = `${gold} found as ${found}: ${cell.count}`;
  return el(
    "td",
    { class: gold === found ? "number same" : "number other" },
    button(String(cell.count), show, { class: "plain", "aria-label": spaced(label) }),
  );
}

function confusionTable(table) {
  const labels = confusedLabels(table);
  const heads = labels.map((label) => el("th", { scope: "col", class: "number" }, spaced(label)));
  const rows = labels.map((gold) =>
    el(
      "tr",
      {},
      el("th", { scope: "row" }, spaced(gold)),
      labels.map((found) => confusionCell(table, table.cells, gold, found)),
    ),
  );
  const name = table.kind === "all" ? "kinds" : `${table.kind}: ${spaced(table.attribute)}`;
  const head = el(
    "h2",
    {},
    `${name}, `,
    el(
      "span",
      { class: "faint" },
      table.attribute === "kind" ? `${table.confused} taken for another kind` : `${table.confused} of ${table.all} confused`,
    ),
  );
  if (!labels.length) return head;
  const grid = el(
    "table",
    { class: "confusion" },
    el("caption", { class: "unseen" }, name),
    el("thead", {}, el("tr", {}, el("td", {}, "gold ↓ found →"), heads)),
    el("tbody", {}, rows),
  );
  return [head, el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": `Confusions, ${name}` }, grid)];
}

function confusionView() {
  const tables = confusionTables();
  const nothing = tables.length ? null : el("p", { class: "faint" }, "No facts overlap gold.");
  return { node: el("div", { class: "flow confusions" }, nothing, tables.map(confusionTable)), show: () => {} };
}
