// Money by currency and by what it is: how often, from how much to how much. No sums: news tells an amount more than once.

const STRIP = { width: 260, height: 18 };

/** Amounts as numbers to place and sort by; the exact text is what is shown. */
function amountsOf(facts) {
  return facts
    .map((fact) => ({ fact, low: Number(now(fact).value.low), high: Number(now(fact).value.high) }))
    .filter(
      ({ fact, low, high }) => isTold(now(fact).value.low) && isTold(now(fact).value.high) && Number.isFinite(low) && Number.isFinite(high),
    )
    .sort((one, other) => one.low - other.low);
}

/** Rows of {currency, measure, facts, amounts}, by currency and measure, the most frequent first. */
function moneyRows() {
  const shown = filter.facts.filter((fact) => fact.kind === "money");
  return tally(shown, (fact) => currenciesOf(fact)[0]).flatMap(([currency]) => {
    const inCurrency = shown.filter((fact) => currenciesOf(fact)[0] === currency);
    return tally(inCurrency, (fact) => now(fact).value.measures || "not told").map(([measure]) => {
      const own = inCurrency.filter((fact) => (now(fact).value.measures || "not told") === measure);
      return { currency, measure, facts: own, amounts: amountsOf(own), of: inCurrency };
    });
  });
}

const middleOf = (amounts) => (amounts.length ? amounts[Math.floor((amounts.length - 1) / 2)] : null);
const amountText = (amount, bound) => (amount ? grouped(now(amount.fact).value[bound]) : "");

/** Every amount as a tick on a scale in which each step is ten times the one before; the scale is that of the currency. */
function moneyStrip({ amounts, of }) {
  const scale = amountsOf(of).map(({ low }) => Math.log10(Math.max(low, 1)));
  const [least, most] = [scale[0], scale[scale.length - 1]];
  const x = (amount) => 4 + ((STRIP.width - 8) * (Math.log10(Math.max(amount, 1)) - least)) / (most - least || 1);
  const ticks = amounts.slice(0, 500).map(({ low }) => svg("circle", { cx: x(low).toFixed(1), cy: STRIP.height / 2, r: 3.5 }));
  const line = svg("line", { x1: 0, x2: STRIP.width, y1: STRIP.height / 2, y2: STRIP.height / 2, class: "axis" });
  return svg("svg", { class: "strip", viewBox: `0 0 ${STRIP.width} ${STRIP.height}`, "aria-hidden": "true" }, line, ticks);
}

const MONEY_COLUMNS = [
  { label: "Currency", key: (row) => row.currency },
  { label: "What it is", key: (row) => spaced(row.measure) },
  { label: "Facts", key: (row) => row.facts.length, number: true },
  {
    label: "Smallest",
    key: (row) => (row.amounts[0] ? row.amounts[0].low : null),
    cell: (row) => amountText(row.amounts[0], "low"),
    number: true,
  },
  {
    label: "Median",
    key: (row) => (middleOf(row.amounts) ? middleOf(row.amounts).low : null),
    cell: (row) => amountText(middleOf(row.amounts), "low"),
    number: true,
  },
  {
    label: "Largest",
    key: (row) => (row.amounts.length ? row.amounts[row.amounts.length - 1].high : null),
    cell: (row) => amountText(row.amounts[row.amounts.length - 1], "high"),
    number: true,
  },
  { label: "Amounts, tenfold a step", key: (row) => row.facts.length, cell: moneyStrip },
];

const AMOUNT_COLUMNS = [
  { label: "Amount", key: (fact) => Number(now(fact).value.low), cell: (fact) => visibleLine(told(fact)) },
  { label: "Text", key: (fact) => now(fact).text, cell: (fact) => visibleLine(now(fact).text) },
  { label: "Article", key: (fact) => nameOf(fact.article), cell: (fact) => visibleLine(nameOf(fact.article)) },
  { label: "Published", key: (fact) => fact.article.published },
];

function moneyView() {
  const head = el("h2", {}, "Money");
  const under = el("h2", {});
  const amounts = new Table({ label: "Amounts of the chosen row", columns: AMOUNT_COLUMNS, choose: openFact, sort: AMOUNT_COLUMNS[0] });
  const table = new Table({ label: "Money by currency and measure", columns: MONEY_COLUMNS, choose: (row) => open(row) });
  amounts.node.hidden = true;
  const open = (row) => {
    amounts.node.hidden = false;
    refill(under, `${row.currency}, ${spaced(row.measure)}`);
    amounts.set(row.facts);
    under.scrollIntoView({ block: "nearest" });
  };
  const show = () => {
    const rows = moneyRows();
    refill(
      head,
      `${counted(
        rows.reduce((sum, row) => sum + row.facts.length, 0),
        "amount",
      )} of money in ${counted(new Set(rows.map((row) => row.currency)).size, "currency", "currencies")}`,
    );
    table.set(rows);
    amounts.node.hidden = true;
    refill(under);
  };
  return { node: el("div", { class: "flow" }, el("div", { class: "view-head" }, head), table.node, under, amounts.node), show };
}
