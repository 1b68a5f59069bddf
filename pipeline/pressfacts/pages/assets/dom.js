// Elements, made one way: what is text becomes a text node, never HTML, and is made visible on its way in.

const SVG = "http://www.w3.org/2000/svg";

/** An element with attributes and children. `on` holds listeners; a value of null or false leaves the attribute out. */
function el(tag, attributes, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

/** The same for a picture. */
function svg(tag, attributes, ...children) {
  return filled(document.createElementNS(SVG, tag), attributes, children);
}

function filled(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name === "on") for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
    else if (value !== null && value !== undefined && value !== false)
      node.setAttribute(name, value === true ? "" : attribute(name, value));
  }
  return fill(node, ...children);
}

// Attributes that people get to read.
const READ_ATTRIBUTES = ["aria-label", "title", "placeholder"];

function attribute(name, value) {
  return READ_ATTRIBUTES.includes(name) ? visibleLine(value) : String(value);
}

/** Add children: nodes as they are, null not at all, anything else as visible text. */
function fill(node, ...children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    node.append(child instanceof Node ? child : document.createTextNode(visible(child)));
  }
  return node;
}

/** Put other children in the place of all that are there. */
function refill(node, ...children) {
  node.replaceChildren();
  return fill(node, ...children);
}

/** A button of the page; `pressed` makes it a switch. */
function button(label, listener, attributes) {
  const { pressed, ...rest } = attributes || {};
  const state = pressed === undefined ? {} : { "aria-pressed": pressed ? "true" : "false" };
  return el("button", { type: "button", ...rest, ...state, on: { click: listener } }, label);
}

/** A link out of the page, and only to the web: an address of any other scheme stays text. */
function outwards(address) {
  if (!/^https?:\/\/[^\s]+$/i.test(address)) return el("span", {}, visibleLine(address));
  return el("a", { href: address, rel: "noopener noreferrer nofollow", target: "_blank" }, visibleLine(address));
}

/** A field with its label in front; `options` are [value, words] of a select. */
function select(label, options, value, listener, attributes) {
  const box = el("select", { ...attributes, on: { change: () => listener(box.value) } });
  for (const [key, words] of options) fill(box, el("option", { value: key }, words));
  box.value = value;
  return el("label", { class: "field" }, el("span", {}, label), box);
}

/** The small mark of a kind: its colour, and its name in words. */
function kindChip(kind) {
  return el("span", { class: `chip kind-${kind}` }, el("span", { class: "dot", "aria-hidden": "true" }), kind);
}

/** Who tells whom: `hub.on("filter", draw)` and `hub.tell("filter")`. */
const hub = {
  listeners: {},
  on(event, listener) {
    (this.listeners[event] ||= []).push(listener);
  },
  tell(event, detail) {
    for (const listener of this.listeners[event] || []) listener(detail);
  },
};

/** Where the browser lets a page keep things: reads and writes that fail quietly where it does not. */
const kept = {
  read(key) {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  },
  write(key, value) {
    try {
      localStorage.setItem(key, JSON.stringify(value));
      return true;
    } catch {
      return false;
    }
  },
};
