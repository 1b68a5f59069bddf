// Long lists: only the rows in sight are in the document, the rest is room above and below them.

const SPARE_ROWS = 8;

/**
 * A window on `count` rows of `height` pixels inside `scroller`. `body` takes the rows that `make(index)` returns;
 * `spacer` is the tag of what holds the room ("div", or "tr" in a table).
 */
class Rows {
  constructor({ scroller, body, height, make, spacer = "div" }) {
    Object.assign(this, { scroller, body, height, make, spacer, count: 0, first: 0, last: 0 });
    scroller.addEventListener("scroll", () => this.draw(), { passive: true });
    new ResizeObserver(() => this.draw()).observe(scroller);
  }

  /** Show another number of rows, from the top unless `stay`. */
  set(count, stay) {
    this.count = count;
    if (!stay) this.scroller.scrollTop = 0;
    this.draw(true);
  }

  /** Draw the rows anew where they are. */
  refresh() {
    this.draw(true);
  }

  /** Bring a row into sight. */
  show(index) {
    const top = index * this.height;
    const room = this.scroller.clientHeight;
    if (top < this.scroller.scrollTop) this.scroller.scrollTop = top;
    else if (top + this.height * 2 > this.scroller.scrollTop + room) this.scroller.scrollTop = top + this.height * 2 - room;
    this.draw();
  }

  draw(always) {
    const above = Math.floor(this.scroller.scrollTop / this.height) - SPARE_ROWS;
    const first = Math.max(0, Math.min(above, this.count - 1));
    const seen = Math.ceil(this.scroller.clientHeight / this.height) + 2 * SPARE_ROWS;
    const last = Math.min(this.count, first + seen);
    if (!always && first === this.first && last === this.last) return;
    Object.assign(this, { first, last });
    const rows = [];
    for (let index = first; index < last; index += 1) rows.push(this.make(index));
    refill(this.body, this.room(first), rows, this.room(this.count - last));
    if (this.scroller.getAttribute("role") === "listbox") this.tellCurrent();
  }

  /** Tell a screen reader which row of a list is chosen, as long as it is in the document. */
  tellCurrent() {
    const current = this.body.querySelector("[aria-selected=true]");
    if (current) this.scroller.setAttribute("aria-activedescendant", current.id);
    else this.scroller.removeAttribute("aria-activedescendant");
  }

  room(rows) {
    const holder = el(this.spacer, { "aria-hidden": "true", class: "room" });
    if (this.spacer === "tr") holder.append(el("td"));
    (holder.firstChild || holder).style.height = `${rows * this.height}px`;
    return holder;
  }
}
