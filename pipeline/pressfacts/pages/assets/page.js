// What both pages have: the data, the heading, light and dark, the help.

const dataNode = document.getElementById("data");
const data = JSON.parse(dataNode.textContent);
const digest = dataNode.dataset.digest;

const THEMES = ["auto", "light", "dark"];
const THEME_KEY = "pressfacts.theme";

function themeSwitch() {
  const root = document.documentElement;
  const before = kept.read(THEME_KEY);
  root.dataset.theme = THEMES.includes(before) ? before : "auto";
  const words = () => `Theme: ${root.dataset.theme}`;
  const flip = button(
    words(),
    () => {
      root.dataset.theme = THEMES[(THEMES.indexOf(root.dataset.theme) + 1) % THEMES.length];
      kept.write(THEME_KEY, root.dataset.theme);
      refill(flip, words());
    },
    { id: "theme", class: "quiet" },
  );
  return flip;
}

/** A dialog that explains; `sections` are [heading, rows of [keys, words]]. */
function helpDialog(sections) {
  const tables = sections.map(([heading, rows]) => [
    el("h3", {}, heading),
    el(
      "dl",
      { class: "keys" },
      rows.map(([keys, words]) => [
        el(
          "dt",
          {},
          keys.split(" ").map((key) => el("kbd", {}, key)),
        ),
        el("dd", {}, words),
      ]),
    ),
  ]);
  const dialog = el("dialog", { "aria-labelledby": "help-title", id: "help" }, el("h2", { id: "help-title" }, "Keys"), tables);
  fill(
    dialog,
    el(
      "p",
      {},
      button("Close", () => dialog.close()),
    ),
  );
  return dialog;
}

/** The head of a page: its name, what it is about, and buttons. */
function pageHead(title, about, ...buttons) {
  const words = el("div", { class: "title" }, el("h1", {}, title), el("p", { class: "about" }, about));
  return el("header", { class: "head" }, words, el("div", { class: "tools" }, buttons, themeSwitch()));
}

/** Whether a key was pressed where it means text. */
function isTyping(event) {
  return event.target.closest("input, textarea, select, dialog") !== null || event.ctrlKey || event.metaKey || event.altKey;
}

/** What changed, told to a screen reader. */
const spoken = el("div", { role: "status", class: "unseen" });

function say(words) {
  refill(spoken, words);
}

/** What an article is called: its title, else its id. */
function nameOf(article) {
  return article.title || article.id;
}

/** How often each value of `keyOf(item)` (one or several) occurs, the most frequent first. */
function tally(items, keyOf) {
  const counts = new Map();
  for (const item of items) for (const key of [keyOf(item)].flat()) if (isTold(key)) counts.set(key, (counts.get(key) || 0) + 1);
  return [...counts].sort(([one, count], [other, others]) => others - count || compare(one, other));
}
