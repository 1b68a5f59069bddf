// A world map of the cities: longitude to the right, latitude upwards, both in the same scale (plate carrée, in tenths of a degree).

const WHOLE = { x: -1800, y: -840, width: 3600, height: 1400 };
const MAP_STEPS = 6;

/** The places of the cities that are shown: {key, name, lat, lon, facts}, the most told first. */
function placesShown() {
  const places = new Map();
  for (const fact of filter.facts) {
    const value = now(fact).value;
    if (fact.kind !== "city" || !Number.isFinite(value.lat) || !Number.isFinite(value.lon)) continue;
    const key = value.geonameid || `${value.name}, ${value.country}`;
    if (!places.has(key))
      places.set(key, { key, name: [value.name, value.country].filter(Boolean).join(", "), lat: value.lat, lon: value.lon, facts: [] });
    places.get(key).facts.push(fact);
  }
  return [...places.values()].sort((one, other) => other.facts.length - one.facts.length || compare(one.name, other.name));
}

function cityDot(place, scale, isChosen, listener) {
  const radius = (5 + 5 * Math.sqrt(place.facts.length)) * scale;
  const title = svg("title", {}, `${place.name}: ${counted(place.facts.length, "mention")}`);
  const at = { cx: (place.lon * 10).toFixed(1), cy: (-place.lat * 10).toFixed(1), r: radius.toFixed(2) };
  return svg("circle", { ...at, class: isChosen ? "city chosen" : "city", "data-place": place.key, on: { click: listener } }, title);
}

/** What part of the world is seen; a step of zoom halves its width and keeps the middle. */
class MapWindow {
  constructor(picture, draw) {
    Object.assign(this, { picture, draw, zoom: 0, x: 0, y: WHOLE.y + WHOLE.height / 2 });
    this.apply();
    this.drag();
  }

  get scale() {
    return 1 / 1.8 ** this.zoom;
  }

  by(step, middle) {
    this.zoom = Math.max(0, Math.min(MAP_STEPS, this.zoom + step));
    this.to(middle || this);
  }

  to({ x, y }) {
    const [width, height] = [WHOLE.width * this.scale, WHOLE.height * this.scale];
    this.x = Math.max(WHOLE.x + width / 2, Math.min(-WHOLE.x - width / 2, x));
    this.y = Math.max(WHOLE.y + height / 2, Math.min(WHOLE.y + WHOLE.height - height / 2, y));
    this.apply();
    this.draw();
  }

  apply() {
    const [width, height] = [WHOLE.width * this.scale, WHOLE.height * this.scale];
    this.picture.setAttribute("viewBox", [this.x - width / 2, this.y - height / 2, width, height].map((part) => part.toFixed(1)).join(" "));
  }

  drag() {
    let from = null;
    this.picture.addEventListener("pointerdown", (event) => (from = { x: event.clientX, y: event.clientY, at: { x: this.x, y: this.y } }));
    window.addEventListener("pointerup", () => (from = null));
    this.picture.addEventListener("pointermove", (event) => {
      if (!from || this.zoom === 0) return;
      const unit = (WHOLE.width * this.scale) / this.picture.clientWidth;
      this.to({ x: from.at.x - (event.clientX - from.x) * unit, y: from.at.y - (event.clientY - from.y) * unit });
    });
  }
}

function mentionItem(fact) {
  const where = visibleLine(nameOf(fact.article));
  return el(
    "li",
    {},
    button(visibleLine(now(fact).text), () => openFact(fact), { class: "link" }),
    el("span", { class: "faint" }, ` ${where}`),
  );
}

function placeItem(place, isChosen, listener) {
  const head = button([el("span", {}, place.name), el("span", { class: "count" }, place.facts.length.toLocaleString("en"))], listener, {
    class: "plain spread",
    "aria-expanded": isChosen ? "true" : "false",
    "data-place": place.key,
  });
  return el("li", {}, head, isChosen ? el("ul", { class: "mentions" }, place.facts.slice(0, 200).map(mentionItem)) : null);
}

function mapView() {
  const dots = svg("g");
  const shapes = [svg("path", { class: "land", d: data.world.land }), svg("path", { class: "borders", d: data.world.borders })];
  const picture = svg("svg", { class: "map", role: "img", "aria-label": "World map of the cities; the list tells the same" }, shapes, dots);
  const list = el("ol", { class: "places" });
  const note = el("p", { class: "faint" });
  let places = [];
  let chosenPlace = null;
  const pick = (place, move) => {
    chosenPlace = chosenPlace === place.key ? null : place.key;
    if (chosenPlace && move && sight.zoom) sight.to({ x: place.lon * 10, y: -place.lat * 10 });
    draw();
  };
  const drawDots = () =>
    refill(
      dots,
      places.map((place) => cityDot(place, sight.scale ** 0.8, place.key === chosenPlace, () => pick(place))),
    );
  const draw = () => {
    drawDots();
    refill(
      list,
      places.slice(0, 500).map((place) => placeItem(place, place.key === chosenPlace, () => pick(place, true))),
    );
  };
  const sight = new MapWindow(picture, () => drawDots());
  const middle = () => places.find((place) => place.key === chosenPlace);
  const zoom = (step) => () => sight.by(step, middle() && step > 0 ? { x: middle().lon * 10, y: -middle().lat * 10 } : null);
  const tools = el(
    "div",
    { class: "map-tools" },
    button("+", zoom(1), { "aria-label": "Zoom in" }),
    button("−", zoom(-1), { "aria-label": "Zoom out" }),
  );
  const side = el("div", { class: "side scroll", tabindex: "0", role: "region", "aria-label": "Cities" }, list);
  const frame = el("div", { class: "map-frame" }, picture, tools, note, el("p", { class: "faint" }, data.world.note));
  const show = () => {
    places = placesShown();
    const unplaced = filter.facts.filter((fact) => fact.kind === "city" && !Number.isFinite(now(fact).value.lat)).length;
    refill(
      note,
      `${counted(places.length, "city", "cities")}`,
      unplaced ? `; ${counted(unplaced, "mention")} without a place on the map` : "",
    );
    draw();
  };
  return { node: el("div", { class: "beside-list" }, frame, side), show };
}
