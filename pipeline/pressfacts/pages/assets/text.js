// Text of strangers: made visible, and its offsets in code points where JavaScript counts UTF-16 units.

// What a browser would obey instead of show: controls, line and paragraph separators, marks that turn the direction of reading
// ("Trojan Source", CVE-2021-42574), a byte order mark, half a surrogate pair. The terminal escapes the same.
const UNSAFE = new RegExp(
  "[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u206f\\ufeff]" +
    "|[\\ud800-\\udbff](?![\\udc00-\\udfff])|(?<![\\ud800-\\udbff])[\\udc00-\\udfff]",
  "g",
);

function escaped(char) {
  const code = char.charCodeAt(0);
  return code < 0x100 ? "\\x" + code.toString(16).padStart(2, "0") : "\\u" + code.toString(16).padStart(4, "0");
}

/** The text with every control as an escape that can be read; newline and tab stay, CR LF becomes a newline. */
function visible(text) {
  return String(text).replaceAll("\r\n", "\n").replace(UNSAFE, escaped);
}

/** The same on one line. */
function visibleLine(text) {
  return visible(text).split(/\s+/).filter(Boolean).join(" ");
}

/** Translates offsets in code points into offsets in UTF-16 units of one text, and slices by code points. */
class CodePoints {
  constructor(text) {
    this.text = text;
    this.units = /[\ud800-\udbff][\udc00-\udfff]/.test(text) ? CodePoints.count(text) : null;
    this.length = this.units ? this.units.length - 1 : text.length;
  }

  static count(text) {
    const units = [0];
    for (const char of text) units.push(units[units.length - 1] + char.length);
    return units;
  }

  slice(start, end) {
    return this.units ? this.text.slice(this.units[start], this.units[end]) : this.text.slice(start, end);
  }

  /** The code point that begins at or before a UTF-16 offset. */
  point(unit) {
    if (!this.units) return unit;
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.units[middle] <= unit) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** How many code points of a raw text its visible form has told once it is `shown` UTF-16 units long. */
function pointsShown(raw, shown) {
  let points = 0;
  let told = 0;
  const chars = Array.from(raw);
  while (points < chars.length && told < shown) {
    const crlf = chars[points] === "\r" && chars[points + 1] === "\n";
    told += crlf ? 0 : visible(chars[points]).length;
    points += 1;
  }
  return points;
}

/** Words for people out of the names of fields and types: `power_purchase_agreement`. */
function spaced(name) {
  return String(name).replaceAll("_", " ");
}

/** A count with its noun. */
function counted(count, one, many) {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many || one + "s"}`;
}

/** A text as it is searched: without case and accents, so that "da nang" finds Đà Nẵng. */
function folded(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();
}
