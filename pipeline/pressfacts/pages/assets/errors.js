// The error browser.

const PAIR_HEIGHT = 62;
const chosen = { pair: null };

const tabs = new Tabs("Views", [
  { id: "errors", label: "Errors", make: errorsView },
  { id: "figures", label: "Figures", make: figuresView },
  { id: "confusion", label: "Confusion", make: confusionView },
]);

function choosePair(pair) {
  chosen.pair = pair;
  hub.tell("pair", { opened: true });
}

function pairRow(pair, at) {
  const isChosen = pair === chosen.pair;
  const row = el("div", {
    role: "option",
    id: `pair-${pair.at}`,
    class: "list-row",
    "aria-selected": isChosen ? "true" : "false",
    "aria-setsize": groups.shown.length,
    "aria-posinset": at + 1,
  });
  row.addEventListener("click", () => choosePair(pair));
  const outcome = el("span", { class: `outcome outcome-${pair.outcome}` }, OUTCOME_WORDS[pair.outcome]);
  const words = el(
    "span",
    { class: "name" },
    el("span", { class: `dot kind-${pair.kind}`, "aria-hidden": "true" }),
    " ",
    visibleLine(wordsOf(pair)),
  );
  const about = pair.wrong.length ? pair.wrong.map(spaced).join(", ") : visibleLine(nameOf(pair.article));
  return fill(row, words, el("span", { class: "faint" }, outcome, " ", el("span", { class: "unseen" }, pair.kind, " "), about));
}

function stepPair(by) {
  const { shown } = groups;
  const at = shown.indexOf(chosen.pair);
  const next = at < 0 ? 0 : Math.max(0, Math.min(shown.length - 1, at + by));
  if (shown[next]) choosePair(shown[next]);
}

function pairList() {
  const body = el("div", { role: "presentation" });
  const scroller = el("div", { class: "list", role: "listbox", tabindex: "0", "aria-label": "Pairs" }, body);
  const rows = new Rows({ scroller, body, height: PAIR_HEIGHT, make: (at) => pairRow(groups.shown[at], at) });
  const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -Infinity, End: Infinity };
  scroller.addEventListener("keydown", (event) => {
    if (!(event.key in steps)) return;
    event.preventDefault();
    stepPair(steps[event.key]);
  });
  hub.on("pairs", () => rows.set(groups.shown.length));
  hub.on("pair", () => {
    const at = groups.shown.indexOf(chosen.pair);
    rows.refresh();
    if (at >= 0) rows.show(at);
  });
  return scroller;
}

function errorsView() {
  const panel = el("div", { class: "pair", tabindex: "0", role: "region", "aria-label": "Chosen pair" });
  const list = pairList();
  const back = button(
    "← Errors",
    () => {
      node.dataset.pane = "list";
      list.focus();
    },
    { class: "back quiet" },
  );
  const content = el("div", {});
  const wide = matchMedia("(min-width: 900px)");
  const fold = el("details", { class: "filter group-fold", open: wide.matches }, el("summary", {}, "Classes"), groupPanel());
  wide.addEventListener("change", () => (fold.open = wide.matches));
  fill(panel, back, content);
  const node = el("div", { class: "errors", "data-pane": "list" }, fold, list, panel);
  const draw = () =>
    chosen.pair
      ? drawPair(content, chosen.pair)
      : refill(content, el("p", { class: "faint" }, pairs.length ? "No pair is of this class." : "There is nothing to compare."));
  hub.on("pairs", () => {
    if (!groups.shown.includes(chosen.pair)) {
      chosen.pair = groups.shown[0] || null;
      hub.tell("pair", {});
    } else draw();
  });
  hub.on("pair", ({ opened }) => {
    const hadFocus = list.contains(document.activeElement);
    if (opened) node.dataset.pane = "text";
    if (hadFocus && list.offsetParent === null) panel.focus();
    draw();
  });
  return { node, show: draw };
}

const PAIR_KEYS = [
  [
    "Keys",
    [
      ["j k", "next, previous pair"],
      ["Tab", "next control or mark"],
      ["Enter", "choose what has the focus"],
      ["?", "these keys"],
    ],
  ],
];

function listenToPairKeys() {
  const act = { j: () => stepPair(1), k: () => stepPair(-1), "?": () => document.getElementById("help").showModal() };
  document.addEventListener("keydown", (event) => {
    if (isTyping(event) || !act[event.key] || (event.key !== "?" && tabs.current !== "errors")) return;
    event.preventDefault();
    act[event.key]();
  });
}

function startErrors() {
  const all = data.figures.find((figures) => figures.kind === "all");
  const value = all && all.measures.find((measure) => measure.name === "value");
  const about = `${counted(articles.length, "article")}, ${counted(pairs.filter(isError).length, "error")}${value ? ` · value F1 ${percent(value.f1[0])}` : ""}`;
  document.title = "Errors – pressfacts";
  const help = button("Keys", () => document.getElementById("help").showModal(), { class: "quiet" });
  refill(document.getElementById("app"), pageHead("Gold and found", about, help), tabs.place, helpDialog(PAIR_KEYS), spoken);
  tabs.choose("errors");
  applyGroups();
  listenToPairKeys();
}

startErrors();
