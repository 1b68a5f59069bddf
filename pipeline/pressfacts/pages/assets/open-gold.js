// Saved gold read back as verdicts: what gold has is accepted or corrected, what it lacks is rejected, what only it has is added.

const placeOf = ({ kind, start, end }) => `${kind} ${start} ${end}`;

/** The rows of the file by article of this page, and how many lines are of none. */
function goldByArticle(text) {
  const known = new Map(articles.filter((article) => article.points).map((article) => [article.id, article]));
  const rows = new Map();
  let strange = 0;
  for (const line of text.split("\n").filter((each) => each.trim())) {
    const row = readRow(line);
    const article = row && known.get(row.doc_id);
    if (!article || article.points.slice(row.start, row.end) !== row.text) {
      strange += 1;
      continue;
    }
    if (!rows.has(article)) rows.set(article, []);
    rows.get(article).push(row);
  }
  return { rows, strange };
}

function readRow(line) {
  try {
    const row = JSON.parse(line);
    const fits = KINDS.includes(row.kind) && Number.isInteger(row.start) && Number.isInteger(row.end) && row.start < row.end;
    return fits ? row : null;
  } catch {
    return null;
  }
}

/** Whether a fact says what a row of gold says; a row without a value leaves that open. */
function says(fact, row) {
  return !row.value || JSON.stringify(goldOf(fact.kind, fact.value)) === JSON.stringify(goldOf(row.kind, row.value));
}

function judgeByGold(article, rows) {
  for (const added of article.facts.filter((fact) => verdictOf(fact) === "add")) takeOut(added);
  const left = new Map(article.facts.map((fact) => [placeOf(fact), fact]));
  for (const fact of article.facts) Object.assign(fact, { verdict: "reject", mended: null, optional: undefined });
  for (const row of rows) {
    const optional = row.optional === true;
    const fact = left.get(placeOf(row));
    if (!fact) {
      insertFact(Object.assign(bareFact(article, row.kind, row.start, row.end, row.value || {}), { optional }));
      continue;
    }
    left.delete(placeOf(row));
    const { kind, start, end, text, value } = { ...row, text: fact.text };
    Object.assign(fact, { optional, verdict: "accept" });
    if (!says(fact, row)) Object.assign(fact, { verdict: "correct", mended: { kind, start, end, text, value } });
  }
}

/** Judge every article that the gold has rows of, as the gold does. */
function openGold(text) {
  const { rows, strange } = goldByArticle(text);
  for (const [article, own] of rows) judgeByGold(article, own);
  keepReview();
  hub.tell("facts");
  const unread = strange ? `: ${counted(strange, "line")} of it fit no article here` : "";
  say(rows.size ? `Gold of ${counted(rows.size, "article")} opened${unread}` : `The gold gives no verdict${unread}`);
}
