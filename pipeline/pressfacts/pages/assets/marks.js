// A text with its facts marked: cut where any fact begins or ends, so that nested and crossing spans alike are seen.

/**
 * The pieces of the text from code point `from` to `to`: {start, end, marks}, `marks` the covering ones, the shortest first.
 * A mark is anything with `start` and `end`; one that is empty or lies outside is left out.
 */
function pieces(marks, from, to) {
  const inside = marks.filter((mark) => mark.start < mark.end && mark.start < to && mark.end > from);
  const begins = inside.slice().sort((one, other) => one.start - other.start);
  const cuts = unique([from, to, ...inside.flatMap((mark) => [Math.max(mark.start, from), Math.min(mark.end, to)])]);
  cuts.sort((one, other) => one - other);
  const found = [];
  let open = [];
  let next = 0;
  for (let at = 0; at + 1 < cuts.length; at += 1) {
    const [start, end] = [cuts[at], cuts[at + 1]];
    open = open.filter((mark) => mark.end > start);
    while (next < begins.length && begins[next].start <= start) open.push(begins[next++]);
    const covering = open.slice().sort((one, other) => one.end - one.start - (other.end - other.start));
    found.push({ start, end, marks: covering });
  }
  return found;
}

/**
 * Draw a text into `node`. `look(mark)` gives the class names of a mark, `choose(marks)` is called with those of a piece that was
 * clicked. The first piece of each mark is a button, so that the keyboard reaches every mark once.
 */
function drawMarked(node, points, marks, { from = 0, to = points.length, look, choose }) {
  const begun = new Set();
  const parts = pieces(marks, from, to).map((piece) => {
    const raw = points.slice(piece.start, piece.end);
    if (!piece.marks.length) return el("span", { "data-start": piece.start }, raw);
    const starts = piece.marks.some((mark) => !begun.has(mark));
    piece.marks.forEach((mark) => begun.add(mark));
    const part = el("span", { class: pieceLook(piece, look), "data-start": piece.start }, raw);
    part.marks = piece.marks;
    if (choose) actAsButton(part, starts, () => choose(piece.marks));
    return part;
  });
  return refill(node, parts);
}

function pieceLook(piece, look) {
  const [inner, outer] = piece.marks;
  const last = piece.marks.filter((mark) => mark.end === piece.end);
  const classes = ["mark", ...look(inner).map((name) => `in-${name}`), ...(outer ? look(outer).map((name) => `out-${name}`) : [])];
  return [...classes, ...last.flatMap(look).map((name) => `end-${name}`)].join(" ");
}

function actAsButton(part, reachable, choose) {
  part.addEventListener("click", () => {
    if (String(document.getSelection()).length === 0) choose();
  });
  if (!reachable) return;
  part.setAttribute("role", "button");
  part.setAttribute("tabindex", "0");
  part.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    choose();
  });
}

/** The code points that are selected inside `node`, as {start, end}; null where nothing or something else is. */
function selectedPoints(node, points) {
  const selection = document.getSelection();
  if (!selection || !selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const start = pointOf(node, points, range.startContainer, range.startOffset);
  const end = pointOf(node, points, range.endContainer, range.endOffset);
  return start === null || end === null || start >= end ? null : { start, end };
}

function pointOf(node, points, container, offset) {
  if (!node.contains(container)) return null;
  if (container.nodeType !== Node.TEXT_NODE) {
    const child = container.childNodes[offset];
    return child && child.dataset && child.dataset.start ? Number(child.dataset.start) : points.length;
  }
  const part = container.parentElement.closest("[data-start]");
  if (!part) return null;
  const start = Number(part.dataset.start);
  const next = part.nextElementSibling;
  const raw = points.slice(start, next ? Number(next.dataset.start) : points.length);
  return start + pointsShown(raw, offset);
}
