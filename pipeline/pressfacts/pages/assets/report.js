// The report page.

const tabs = new Tabs("Views", [
  { id: "articles", label: "Articles", make: articlesView },
  { id: "facts", label: "Facts", make: factsView },
  { id: "map", label: "Map", make: mapView },
  { id: "timeline", label: "Timeline", make: timelineView },
  { id: "money", label: "Money", make: moneyView },
  { id: "agreements", label: "Agreements", make: agreementsView },
]);

function aboutRun() {
  const { pressfacts: version, rules_digest: rules } = data.run;
  const made = [version && `pressfacts ${version}`, rules && `rules ${rules.slice(0, 8)}`].filter(Boolean).join(", ");
  return `${counted(articles.length, "article")}, ${counted(data.facts.length, "fact")}${made ? ` · ${made}` : ""}`;
}

function reviewSwitch() {
  const flip = button("Review", flipReview, { id: "review", class: "quiet", pressed: false });
  hub.on("mode", () => flip.setAttribute("aria-pressed", review.on ? "true" : "false"));
  return flip;
}

function start() {
  document.title = `${visibleLine(data.name)} – pressfacts`;
  const help = button("Keys", () => document.getElementById("help").showModal(), { class: "quiet" });
  const head = pageHead(data.name, aboutRun(), reviewSwitch(), help);
  const app = document.getElementById("app");
  refill(app, head, filterBar(), reviewBar(), tabs.place, helpDialog(KEY_HELP), spoken);
  hub.on("filter", () => tabs.current !== "articles" && tabs.refresh());
  hub.on("facts", applyFilter);
  applyFilter();
  tabs.choose("articles");
  listenToKeys();
  if (kept.read(`${REVIEW_KEY}.on`)) flipReview();
}

start();
