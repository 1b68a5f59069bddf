// Views that share a place, one seen at a time.

/** `views` are {id, label, make()}; a view is made when it is first chosen. `make` returns {node, show()}. */
class Tabs {
  constructor(label, views) {
    this.views = views;
    this.made = {};
    this.list = el("div", { role: "tablist", "aria-label": label, class: "tabs", on: { keydown: (event) => this.turn(event) } });
    this.panels = el("div", { class: "panels" });
    for (const view of views) fill(this.list, this.tab(view));
    this.place = el("main", { class: "views" }, this.list, this.panels);
  }

  tab({ id, label }) {
    const attributes = { role: "tab", id: `tab-${id}`, "aria-controls": `view-${id}`, "aria-selected": "false", tabindex: "-1" };
    fill(this.panels, el("section", { role: "tabpanel", id: `view-${id}`, "aria-labelledby": `tab-${id}`, class: "view", hidden: true }));
    return button(label, () => this.choose(id), attributes);
  }

  /** Show a view. */
  choose(id) {
    this.current = id;
    for (const view of this.views) {
      const chosen = view.id === id;
      const tab = this.list.querySelector(`#tab-${view.id}`);
      tab.setAttribute("aria-selected", chosen ? "true" : "false");
      tab.tabIndex = chosen ? 0 : -1;
      const panel = this.place.querySelector(`#view-${view.id}`);
      panel.hidden = !chosen;
      if (!chosen) continue;
      if (!this.made[id]) {
        this.made[id] = view.make();
        fill(panel, this.made[id].node);
      }
      this.made[id].show();
    }
  }

  /** Draw the view that is seen anew, because what it shows has changed. */
  refresh() {
    if (this.current) this.made[this.current].show();
  }

  turn(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const at = this.views.findIndex((view) => view.id === this.current);
    const next = this.views[(at + step + this.views.length) % this.views.length];
    this.choose(next.id);
    this.list.querySelector(`#tab-${next.id}`).focus();
    event.preventDefault();
  }
}
