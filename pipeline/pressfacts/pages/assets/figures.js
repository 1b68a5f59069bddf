// The figures, each with its interval drawn on a line.

const PLOT = { width: 320, height: 20 };

const percent = (share) => (100 * share).toFixed(1);

/** `96.4 (95.1 to 97.2)`: the figure with its interval, in percent. */
function figureText([share, low, high]) {
  return low === null ? percent(share) : [percent(share), el("span", { class: "faint" }, ` ${percent(low)} to ${percent(high)}`)];
}

/** Where the line of a table begins: at a tenth below all its intervals, so that near figures can be told apart. */
function leastOf(rows) {
  const least = rows.reduce((lowest, { f1: [share, low] }) => Math.min(lowest, low ?? share), 0.9);
  return Math.floor(least * 10) / 10;
}

function intervalPlot([share, low, high], kind, least) {
  const x = (value) => (6 + ((value - least) / (1 - least)) * (PLOT.width - 12)).toFixed(1);
  const middle = PLOT.height / 2;
  const tenths = Array.from({ length: 11 }, (_, at) => at / 10).filter((tenth) => tenth > least - 0.01);
  const grid = tenths.map((at) => svg("line", { x1: x(at), x2: x(at), y1: 2, y2: PLOT.height - 2, class: "axis" }));
  const range = low === null ? null : svg("line", { x1: x(low), x2: x(high), y1: middle, y2: middle, class: "interval" });
  const dot = svg("circle", { cx: x(share), cy: middle, r: 4, class: "point" });
  return svg("svg", { class: `plot kind-${kind}`, viewBox: `0 0 ${PLOT.width} ${PLOT.height}`, "aria-hidden": "true" }, grid, range, dot);
}

function kindName(kind) {
  return kind === "all" ? el("b", {}, "all") : kindChip(kind);
}

const shareColumns = [
  ["Precision", "p"],
  ["Recall", "r"],
  ["F1", "f1"],
].map(([label, key]) => ({ label, key: (row) => row[key][0], cell: (row) => figureText(row[key]), number: true }));

function plotColumn(rows) {
  const least = leastOf(rows);
  return {
    label: `F1 from ${Math.round(100 * least)} to 100`,
    key: (row) => row.f1[0],
    cell: (row) => intervalPlot(row.f1, row.kind, least),
  };
}

const FIGURE_COLUMNS = [
  { label: "Kind", key: (row) => row.kind, cell: (row) => kindName(row.kind) },
  { label: "Gold", key: (row) => row.gold, number: true },
  { label: "Found", key: (row) => row.found, number: true },
  ...shareColumns,
];

const ATTRIBUTE_COLUMNS = [
  { label: "Kind", key: (row) => row.kind, cell: (row) => kindName(row.kind) },
  { label: "Attribute", key: (row) => spaced(row.name) },
  {
    label: "Agree",
    key: (row) => (row.agreeing[1] ? row.agreeing[0] / row.agreeing[1] : null),
    cell: (row) => `${row.agreeing[0]} of ${row.agreeing[1]}`,
    number: true,
  },
  shareColumns[2],
];

function measureRows(name) {
  return data.figures.flatMap((figures) => {
    const measure = figures.measures.find((each) => each.name === name);
    return measure ? [{ ...figures, ...measure }] : [];
  });
}

const MEASURE_WORDS = {
  value: "value: the right value on an overlapping span",
  strict: "strict: exactly the span",
  relaxed: "relaxed: a span that overlaps",
  document: "document: what the article tells, wherever",
  parties: "parties: each party of an agreement",
};

function figureTable(label, columns, rows) {
  const table = new Table({ label, columns: [...columns, plotColumn(rows)] });
  table.set(rows);
  return table.node;
}

function figuresView() {
  const names = unique(data.figures.flatMap((figures) => figures.measures.map((measure) => measure.name)));
  const order = unique([...Object.keys(MEASURE_WORDS).filter((name) => names.includes(name)), ...names]);
  const place = el("div", {});
  const show = (name) => {
    const rows = measureRows(name);
    refill(place, figureTable("Figures by kind", FIGURE_COLUMNS, rows));
  };
  const measure = select(
    "Measure",
    order.map((name) => [name, MEASURE_WORDS[name] || name]),
    order[0],
    show,
    { "data-figures": "measure" },
  );
  if (order.length) show(order[0]);
  const attributes = data.figures.flatMap((figures) => figures.attributes.map((each) => ({ ...each, kind: figures.kind })));
  const byAttribute = attributes.length
    ? [el("h2", {}, "By attribute"), figureTable("Figures by attribute", ATTRIBUTE_COLUMNS, attributes)]
    : null;
  const head = el("div", { class: "view-head" }, el("h2", {}, "Figures in percent"), measure);
  const note = data.signature ? el("p", { class: "faint code" }, data.signature) : null;
  return { node: el("div", { class: "flow figures" }, head, place, byAttribute, note), show: () => {} };
}
