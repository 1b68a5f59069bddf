// Tables that sort by a click on a heading; long ones keep only the rows in sight.

// One for all comparisons: to make it takes far longer than to use it.
const READING_ORDER = new Intl.Collator("en", { numeric: true });

/** -1, 0 or 1: numbers by size, texts as a reader would look for them, what is not told last. */
function compare(one, other) {
  const told = Number(isTold(other)) - Number(isTold(one));
  if (told || !isTold(one)) return told;
  if (typeof one === "number" && typeof other === "number") return Math.sign(one - other);
  return READING_ORDER.compare(String(one), String(other));
}

/**
 * A table. A column is {label, key(row), cell(row)?, number?}: `key` is what is sorted by and, without `cell`, what is shown.
 * `choose(row)` is called for a row that was clicked or entered; `height` of a row in pixels makes it a long table.
 */
class Table {
  constructor({ label, columns, choose, height, sort }) {
    Object.assign(this, { columns, choose, rows: [], by: sort || null, down: false });
    this.head = el("tr");
    this.body = el("tbody");
    this.table = el("table", {}, el("caption", { class: "unseen" }, label), el("thead", {}, this.head), this.body);
    this.node = el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": label }, this.table);
    const make = (index) => this.row(this.rows[index], index);
    this.window = height ? new Rows({ scroller: this.node, body: this.body, height, make, spacer: "tr" }) : null;
    if (height) this.table.classList.add("long");
    this.drawHead();
  }

  /** Show these rows, in the order chosen before. */
  set(rows) {
    this.given = rows;
    this.order();
  }

  order() {
    const { by } = this;
    this.rows = this.given.slice();
    if (by) {
      const keyed = this.rows.map((row) => [by.key(row), row]);
      keyed.sort(([one], [other]) => this.turned(one, other));
      this.rows = keyed.map(([, row]) => row);
    }
    this.table.setAttribute("aria-rowcount", this.rows.length + 1);
    if (this.window) this.window.set(this.rows.length);
    else
      refill(
        this.body,
        this.rows.map((row, index) => this.row(row, index)),
      );
  }

  turned(one, other) {
    const bothTold = isTold(one) && isTold(other);
    return this.down && bothTold ? -compare(one, other) : compare(one, other);
  }

  drawHead() {
    const headings = this.columns.map((column) => {
      const sorted = this.by === column ? (this.down ? "descending" : "ascending") : null;
      const arrow = sorted ? (this.down ? " ↓" : " ↑") : "";
      const sort = button([column.label, el("span", { "aria-hidden": "true" }, arrow)], () => this.sortBy(column));
      return el("th", { scope: "col", class: column.number && "number", "aria-sort": sorted }, sort);
    });
    refill(this.head, headings);
  }

  sortBy(column) {
    this.down = this.by === column ? !this.down : false;
    this.by = column;
    this.drawHead();
    this.order();
    this.head.children[this.columns.indexOf(column)].firstChild.focus();
  }

  row(row, index) {
    const cells = this.columns.map((column, at) => {
      const shown = column.cell ? column.cell(row) : (column.key(row) ?? "");
      const content = at === 0 && this.choose ? button(shown, () => this.choose(row), { class: "plain" }) : shown;
      const title = typeof shown === "string" && shown.length > 30 ? shown : null;
      return el("td", { class: column.number && "number", title }, content);
    });
    const line = el("tr", { "aria-rowindex": index + 2 }, cells);
    if (this.choose) line.addEventListener("click", () => this.choose(row));
    return line;
  }
}
