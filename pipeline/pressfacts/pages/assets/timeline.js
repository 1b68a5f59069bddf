// When the facts are: how many tell of each day, month, year or decade.

// In pixels; the width is that of the place.
const CHART = { width: 1000, height: 200, below: 24, above: 10, label: 110, beyond: 0.02 };
// Units of time, the finest first: its name, how much of an ISO day names it, and how many of them a chart may have.
const UNITS = [
  { name: "day", cut: 10, most: 62 },
  { name: "month", cut: 7, most: 72 },
  { name: "year", cut: 4, most: 100 },
  { name: "decade", cut: 3, most: 80 },
  { name: "century", cut: 2, most: Infinity },
];

/** The number of a unit on a scale without gaps, and the name of that number. */
function unitNumber(unit, day) {
  if (unit.name === "day") return Math.floor(Date.parse(`${day}T00:00:00Z`) / 86400000);
  if (unit.name === "month") return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
  return Number(day.slice(0, unit.cut));
}

function unitName(unit, number) {
  if (unit.name === "day") return new Date(number * 86400000).toISOString().slice(0, 10);
  if (unit.name === "month") return `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, "0")}`;
  return String(number) + { year: "", decade: "0s", century: "00s" }[unit.name];
}

/** The day by which a fact stands on the line: the first that it tells of, else the last. */
function dayOf(fact) {
  const day = fact.days && (fact.days[0] || fact.days[1]);
  return day && /^\d{4}-\d\d-\d\d$/.test(day) ? day : null;
}

/** Of sorted days the part that a chart is drawn of: a few far off would press all others together. */
function core(days) {
  const cut = Math.floor(days.length * CHART.beyond);
  return days.slice(cut, days.length - cut);
}

function bestUnit(days) {
  const inner = core(days);
  return UNITS.find((unit) => unitNumber(unit, inner[inner.length - 1]) - unitNumber(unit, inner[0]) < unit.most);
}

/**
 * Facts with a day, in bins of the finest unit that fits or of the one asked for: {unit, first, last, bins: Map(number -> facts)}.
 * What lies far before or after the others is in one bin at each end, `least` and `most`, where there is any.
 */
function binned(dated, unitWanted) {
  const days = dated.map(dayOf).sort();
  const unit = UNITS.find(({ name }) => name === unitWanted) || bestUnit(days);
  const inner = core(days);
  const [least, most] = [unitNumber(unit, inner[0]) - 1, unitNumber(unit, inner[inner.length - 1]) + 1];
  const bins = new Map();
  for (const fact of dated) {
    const number = Math.max(least, Math.min(most, unitNumber(unit, dayOf(fact))));
    if (!bins.has(number)) bins.set(number, []);
    bins.get(number).push(fact);
  }
  const numbers = [...bins.keys()].sort((one, other) => one - other);
  return { unit, numbers, least, most, first: numbers[0], last: numbers[numbers.length - 1], bins };
}

/** What a bin is called: a unit, or all before or after. */
function binName({ unit, least, most }, number) {
  if (number === least) return `before ${unitName(unit, least + 1)}`;
  return number === most ? `after ${unitName(unit, most - 1)}` : unitName(unit, number);
}

function timelineBars(line, choice, listener) {
  const { numbers, first, last, bins } = line;
  const step = CHART.width / (last - first + 1);
  const most = numbers.reduce((highest, number) => Math.max(highest, bins.get(number).length), 1);
  const room = CHART.height - CHART.below - CHART.above;
  return numbers.map((number) => {
    const count = bins.get(number).length;
    const height = Math.max(3, (room * count) / most);
    const x = (number - first) * step;
    const area = { x: x.toFixed(2), y: 0, width: Math.max(step, 3).toFixed(2), height: CHART.height - CHART.below, class: "catch" };
    const bar = {
      x: (x + step * 0.1).toFixed(2),
      y: (CHART.height - CHART.below - height).toFixed(2),
      width: Math.max(step * 0.8, 1.5).toFixed(2),
      height: height.toFixed(2),
    };
    const title = svg("title", {}, `${binName(line, number)}: ${counted(count, "fact")}`);
    const looks = ["bin", number === choice && "chosen", (number === line.least || number === line.most) && "beyond"].filter(Boolean);
    return svg(
      "g",
      { class: looks.join(" "), "data-bin": binName(line, number), on: { click: () => listener(number) } },
      svg("rect", area),
      svg("rect", { ...bar, class: "bar-shape" }),
      title,
    );
  });
}

function timelineAxis(bins) {
  const { first, last } = bins;
  const count = last - first + 1;
  const every = Math.max(1, Math.ceil((count * CHART.label) / CHART.width));
  const step = CHART.width / count;
  const line = svg("line", { x1: 0, x2: CHART.width, y1: CHART.height - CHART.below, y2: CHART.height - CHART.below, class: "axis" });
  const labels = [];
  for (let number = first; number <= last; number += every) {
    const x = (number - first + 0.5) * step;
    const anchor = count > 1 && x < 40 ? { x: 0, "text-anchor": "start" } : { x: x.toFixed(1), "text-anchor": "middle" };
    if (x < CHART.width - 30 || count === 1) labels.push(svg("text", { ...anchor, y: CHART.height - 6 }, binName(bins, number)));
  }
  return [line, labels];
}

const TIMELINE_COLUMNS = [
  { label: "First day", key: (fact) => fact.days[0], cell: (fact) => fact.days[0] || "open" },
  { label: "Last day", key: (fact) => fact.days[1], cell: (fact) => fact.days[1] || "open" },
  ...FACT_COLUMNS.slice(0, 4),
];

function timelineView() {
  const chart = svg("svg", { class: "timeline", role: "img", "aria-label": "Facts over time; the table tells the same" });
  const head = el("h2", {}, "Timeline");
  const table = new Table({ label: "Facts over time", columns: TIMELINE_COLUMNS, choose: openFact, height: 34, sort: TIMELINE_COLUMNS[0] });
  let unitWanted = "";
  let choice = null;
  const units = select(
    "By",
    [["", "what fits"], ...UNITS.slice(0, 4).map(({ name }) => [name, name])],
    "",
    (value) => {
      unitWanted = value;
      choice = null;
      show();
    },
    { "data-timeline": "unit" },
  );
  const all = button(
    "All",
    () => {
      choice = null;
      show();
    },
    { class: "quiet" },
  );
  const draw = (dated) => {
    CHART.width = Math.max(280, chart.clientWidth);
    chart.setAttribute("viewBox", `0 0 ${CHART.width} ${CHART.height}`);
    const bins = binned(dated, unitWanted);
    if (!bins.bins.has(choice)) choice = null;
    refill(
      chart,
      timelineAxis(bins),
      timelineBars(bins, choice, (number) => {
        choice = choice === number ? null : number;
        show();
      }),
    );
    table.set(choice === null ? dated : bins.bins.get(choice));
    const days = dated.map(dayOf).sort();
    const span = `${days[0]} to ${days[days.length - 1]}`;
    refill(head, `${counted(table.rows.length, "dated fact")}, ${choice === null ? span : binName(bins, choice)}`);
  };
  const show = () => {
    const dated = filter.facts.filter(dayOf);
    all.hidden = choice === null;
    chart.classList.toggle("empty", !dated.length);
    if (dated.length) draw(dated);
    else {
      refill(chart);
      table.set([]);
      refill(head, "No dated fact is shown");
    }
    all.hidden = choice === null;
  };
  return { node: el("div", { class: "wide" }, el("div", { class: "view-head" }, head, units, all), chart, table.node), show };
}
