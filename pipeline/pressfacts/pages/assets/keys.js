// What can be done by keys, and the words that the help has for it.

const KEY_HELP = [
  [
    "Reading",
    [
      ["j k", "next, previous fact"],
      ["J K", "next, previous article"],
      ["Tab", "next marked fact, control or list"],
      ["Enter", "choose what has the focus"],
      ["Esc", "close the fact"],
      ["/", "search"],
      ["?", "these keys"],
    ],
  ],
  [
    "Review",
    [
      ["v", "review on or off"],
      ["a", "accept the fact"],
      ["r", "reject it (remove one that you added)"],
      ["c", "correct it; words selected in the text become its span"],
      ["o", "optional or required"],
      ["n", "add the selected words as a fact"],
      ["u", "take the verdict back"],
      ["A", "accept every fact of the article that has no verdict yet"],
      ["s", "save the gold of all articles that are wholly judged"],
    ],
  ],
];

/** Choose the fact so many places further in the article; past its last fact comes the next article. */
function stepFact(by) {
  const inSight = factsInSight();
  const at = inSight.indexOf(chosen.fact);
  const next = at < 0 ? (by > 0 ? 0 : inSight.length - 1) : at + by;
  if (inSight[next]) return chooseFact(inSight[next], "focus");
  return review.on && by > 0 && inSight.length ? stepArticle(1) : null;
}

/** Give a verdict and go on to the next fact. */
function judgeAndStep(verdict) {
  if (!chosen.fact) return;
  const left = judge(chosen.fact, verdict);
  if (!left) chooseArticleAgain();
  else stepFact(1);
}

function acceptRest() {
  const open = factsInSight().filter((fact) => !verdictOf(fact));
  for (const fact of open) fact.verdict = "accept";
  keepReview();
  hub.tell("review");
  say(`${counted(open.length, "fact")} accepted`);
}

const READING_KEYS = {
  j: () => stepFact(1),
  k: () => stepFact(-1),
  J: () => stepArticle(1),
  K: () => stepArticle(-1),
  Escape: chooseArticleAgain,
  "?": () => document.getElementById("help").showModal(),
  "/": () => document.querySelector("[data-filter=words]").focus(),
  v: flipReview,
};

const REVIEW_KEYS = {
  a: () => judgeAndStep("accept"),
  r: () => judgeAndStep("reject"),
  c: () => chosen.fact && chosen.fact.article.points && correctFact(chosen.panel, chosen.fact),
  o: () => chosen.fact && setOptional(chosen.fact, !isOptional(chosen.fact)),
  n: () => addSelected(chosen.panel),
  u: () => chosen.fact && verdictOf(chosen.fact) !== "add" && judge(chosen.fact, null),
  A: acceptRest,
  s: saveGold,
};

function flipReview() {
  review.on = !review.on;
  kept.write(`${REVIEW_KEY}.on`, review.on);
  hub.tell("mode");
}

function listenToKeys() {
  document.addEventListener("keydown", (event) => {
    if (isTyping(event)) return;
    const inArticles = tabs.current === "articles";
    const act = READING_KEYS[event.key] || (review.on && inArticles && REVIEW_KEYS[event.key]);
    if (!act || (!inArticles && "jkJK".includes(event.key))) return;
    event.preventDefault();
    act();
  });
}
