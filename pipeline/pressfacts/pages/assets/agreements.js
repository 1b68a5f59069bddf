// Agreements: what was agreed, by whom, how far it is; and each party with what it agreed.

const STATUSES = ["signed", "ratified", "in_force", "renewed", "negotiating", "planned", "ended", "rejected"];
const MOST_PARTIES = 200;

function statusMark(status) {
  return el("span", { class: `status status-${status}` }, spaced(status || "unknown"));
}

const AGREEMENT_COLUMNS = [
  {
    label: "Parties",
    key: (fact) => (now(fact).value.parties || []).join("; ") || null,
    cell: (fact) => visibleLine((now(fact).value.parties || []).join("; ")) || "not told",
  },
  { label: "Type", key: (fact) => spaced(now(fact).value.type || "") },
  { label: "Status", key: (fact) => STATUSES.indexOf(now(fact).value.status), cell: (fact) => statusMark(now(fact).value.status) },
  { label: "Date", key: (fact) => now(fact).value.date },
  {
    label: "Money",
    key: (fact) => (now(fact).value.money ? Number(now(fact).value.money.low) : null),
    cell: (fact) => (now(fact).value.money ? moneyPhrase(now(fact).value.money) : ""),
  },
  { label: "Text", key: (fact) => now(fact).text, cell: (fact) => visibleLine(now(fact).text) },
  { label: "Article", key: (fact) => nameOf(fact.article), cell: (fact) => visibleLine(nameOf(fact.article)) },
];

/** First mentions only: what later mentions say is said by them. */
function instruments() {
  return filter.facts.filter((fact) => fact.kind === "agreement" && !now(fact).value.same_as);
}

function partyRows(agreements) {
  const rows = new Map();
  for (const fact of agreements) {
    for (const party of new Set(now(fact).value.parties || [])) {
      if (!rows.has(party)) rows.set(party, { party, facts: [], counts: {} });
      const row = rows.get(party);
      row.facts.push(fact);
      row.counts[now(fact).value.status] = (row.counts[now(fact).value.status] || 0) + 1;
    }
  }
  const all = [...rows.values()].sort((one, other) => other.facts.length - one.facts.length || compare(one.party, other.party));
  return all.slice(0, MOST_PARTIES);
}

function partyColumns(present) {
  const counts = present.map((status) => ({ label: spaced(status), key: (row) => row.counts[status] || null, number: true }));
  return [
    { label: "Party", key: (row) => row.party, cell: (row) => visibleLine(row.party) },
    { label: "All", key: (row) => row.facts.length, number: true },
    ...counts,
  ];
}

function agreementsView() {
  const head = el("h2", {});
  const counts = el("p", { class: "tally" });
  const table = new Table({ label: "Agreements", columns: AGREEMENT_COLUMNS, choose: openFact, height: 34 });
  const parties = el("div", {});
  const show = () => {
    const shown = instruments();
    const statuses = tally(shown, (fact) => now(fact).value.status);
    refill(head, counted(shown.length, "agreement"));
    refill(
      counts,
      statuses.map(([status, count]) => el("span", {}, statusMark(status), " ", count.toLocaleString("en"))),
    );
    table.set(shown);
    const present = STATUSES.filter((status) => statuses.some(([told]) => told === status));
    const matrix = new Table({ label: "Parties by status", columns: partyColumns(present), choose: (row) => openFact(row.facts[0]) });
    matrix.set(partyRows(shown));
    refill(parties, el("h2", {}, "Parties"), matrix.node);
  };
  return { node: el("div", { class: "flow" }, el("div", { class: "view-head" }, head, counts), table.node, parties), show };
}
