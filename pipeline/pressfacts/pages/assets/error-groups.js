// Classes of errors with their counts; a click on a count shows those pairs alone.

const groups = { outcome: "errors", attribute: "", confusion: null, kinds: new Set(KINDS), words: "", shown: [] };

function inGroup(pair) {
  const { outcome, attribute, confusion } = groups;
  if (confusion) return confusion.pairs.has(pair);
  if (attribute) return pair.wrong.some((name) => `${pair.kind} ${name}` === attribute);
  return outcome === "errors" ? isError(pair) : pair.outcome === outcome;
}

function hasPairWords(pair, words) {
  if (!words) return true;
  const told = [pair.article.id, pair.article.title, pair.gold && pair.gold.text, pair.found && pair.found.text];
  return folded(told.filter(Boolean).join("\n")).includes(words);
}

/** Find anew which pairs are shown, and tell everybody. */
function applyGroups() {
  const words = folded(groups.words.trim());
  groups.shown = pairs.filter((pair) => groups.kinds.has(pair.kind) && inGroup(pair) && hasPairWords(pair, words));
  hub.tell("pairs");
  say(counted(groups.shown.length, "pair"));
}

/** Show one class of pairs: an outcome, "errors" for all wrong ones, an attribute "date timex", or those of a confusion. */
function chooseGroup({ outcome = "errors", attribute = "", confusion = null }) {
  Object.assign(groups, { outcome, attribute, confusion });
  applyGroups();
}

function groupButton(words, count, isChosen, listener, name) {
  const label = [el("span", {}, words), el("span", { class: "count" }, count.toLocaleString("en"))];
  return el("li", {}, button(label, listener, { class: "group", pressed: isChosen, "data-group": name }));
}

function outcomeButtons() {
  const counts = new Map(
    tally(
      pairs.filter((pair) => groups.kinds.has(pair.kind)),
      (pair) => pair.outcome,
    ),
  );
  const all = ERROR_OUTCOMES.reduce((sum, outcome) => sum + (counts.get(outcome) || 0), 0);
  const plain = !groups.attribute && !groups.confusion;
  const one = (outcome, words, count) =>
    groupButton(words, count, plain && groups.outcome === outcome, () => chooseGroup({ outcome }), outcome);
  return [
    one("errors", "all errors", all),
    ...Object.entries(OUTCOME_WORDS).map(([outcome, words]) => one(outcome, words, counts.get(outcome) || 0)),
  ];
}

function attributeButtons() {
  const wrong = pairs.filter((pair) => groups.kinds.has(pair.kind) && pair.wrong.length);
  const counts = tally(wrong, (pair) => pair.wrong.map((name) => `${pair.kind} ${name}`));
  return counts.map(([attribute, count]) =>
    groupButton(spaced(attribute), count, groups.attribute === attribute, () => chooseGroup({ attribute }), attribute),
  );
}

function kindButtons() {
  const present = new Set(pairs.map((pair) => pair.kind));
  return KINDS.filter((kind) => present.has(kind)).map((kind) =>
    button([el("span", { class: "dot", "aria-hidden": "true" }), kind], () => flipPairKind(kind), {
      class: `switch kind-${kind}`,
      pressed: groups.kinds.has(kind),
      "data-kind": kind,
    }),
  );
}

function flipPairKind(kind) {
  if (groups.kinds.has(kind)) groups.kinds.delete(kind);
  else groups.kinds.add(kind);
  applyGroups();
}

/** Put other children in, and give the keyboard back to the one that had it. */
function redraw(node, children) {
  const { group, kind } = (node.contains(document.activeElement) && document.activeElement.dataset) || {};
  refill(node, children);
  const again = [...node.querySelectorAll("button")].find(
    (each) => (group && each.dataset.group === group) || (kind && each.dataset.kind === kind),
  );
  if (again) again.focus();
}

/** The panel of all classes. */
function groupPanel() {
  const [outcomes, attributes] = [el("ul", {}), el("ul", {})];
  const kinds = el("div", { class: "kinds", role: "group", "aria-label": "Kinds of facts" });
  const heading = el("h2", {}, "Attributes that disagree");
  const search = el("input", {
    type: "search",
    placeholder: "words",
    on: {
      input: () => {
        groups.words = search.value;
        applyGroups();
      },
    },
  });
  const field = el("label", { class: "field" }, el("span", {}, "Pairs with"), search);
  const draw = () => {
    redraw(kinds, kindButtons());
    redraw(outcomes, outcomeButtons());
    redraw(attributes, attributeButtons());
    heading.hidden = !attributes.children.length;
  };
  hub.on("pairs", draw);
  return el(
    "nav",
    { class: "groups", "aria-label": "Classes of errors" },
    kinds,
    field,
    el("h2", {}, "Classes"),
    outcomes,
    heading,
    attributes,
  );
}
