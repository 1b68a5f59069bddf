// A normalised value in one readable phrase: the words of `pressfacts show`. A test holds both to the same words.

const AMOUNT_WORDS = {
  approx: "about",
  less_than: "less than",
  more_than: "more than",
  equal_or_less: "at most",
  equal_or_more: "at least",
};
const DATE_WORDS = {
  start: "early",
  mid: "mid",
  end: "late",
  approx: "about",
  before: "before",
  after: "after",
  less_than: "less than",
  more_than: "more than",
};

const isTold = (value) => value !== null && value !== undefined && value !== "";
const unique = (values) => [...new Set(values)];
const listed = (names) => (names.length > 1 ? names.slice(0, -1).join(", ") + " and " + names[names.length - 1] : names.join(""));

/** Digits in threes, on the text itself: no amount goes through a binary fraction. */
function grouped(number) {
  const [whole, ...rest] = String(number).split(".");
  if (!/^\d+$/.test(whole)) return String(number);
  const digits = whole.replace(/^0+(?=\d)/, "").replace(/\B(?=(\d{3})+$)/g, ",");
  return rest.length ? `${digits}.${rest.join(".")}` : digits;
}

function moneyPhrase(value) {
  const amount = unique([value.low, value.high].filter((bound) => bound !== null && bound !== undefined).map(grouped)).join(" to ");
  const rate = value.per ? `per ${value.per}` : "";
  return [AMOUNT_WORDS[value.mod], amount || "no figure", value.currency || "of unknown currency", rate].filter(Boolean).join(" ");
}

function datePhrase(value) {
  const kind = value.type === "date" ? "" : value.type;
  const words = [kind, DATE_WORDS[value.mod], value.timex || "unknown"].filter(Boolean).join(" ");
  const days = [value.start || "open", value.end || "open"];
  const oneDay = days[0] === days[1] && (days[0] === "open" || days[0] === value.timex);
  return oneDay ? words : `${words} (${unique(days).join(" to ")})`;
}

function cityPhrase(value) {
  const place = [value.name, value.admin1_name, value.country].filter(Boolean).join(", ");
  return `${place} (${isTold(value.geonameid) ? `GeoNames ${value.geonameid}` : "not in GeoNames"})`;
}

function agreementPhrase(value) {
  const many = isTold(value.count) ? ` x ${value.count}` : "";
  return [
    spaced(value.type || "agreement") + many,
    spaced(value.status || ""),
    value.parties && value.parties.length ? `between ${listed(value.parties)}` : "",
    value.date,
    value.money ? moneyPhrase(value.money) : "",
    value.topics && value.topics.length ? `about ${listed(value.topics)}` : "",
  ]
    .filter(Boolean)
    .join(", ");
}

function routePhrase(origin, destination, period) {
  const parts = [
    ["from", origin],
    ["to", destination],
    ["in", period],
  ];
  return parts
    .filter(([, name]) => name)
    .map(([word, name]) => `${word} ${name}`)
    .join(" ");
}

function fundingPhrase(value) {
  return [
    spaced(value.type || "funding"),
    isTold(value.projects) ? `${value.projects} projects` : "",
    value.amount ? moneyPhrase(value.amount) : "",
    routePhrase(value.source, value.destination, value.period),
    value.sectors && value.sectors.length ? `for ${listed(value.sectors)}` : "",
  ]
    .filter(Boolean)
    .join(", ");
}

function visitorsPhrase(value) {
  const head = [`${grouped(value.count)} visitors`, routePhrase(value.origin, value.destination, value.period)].filter(Boolean).join(" ");
  return value.share_percent ? `${head}, ${value.share_percent} %` : head;
}

function slotPhrase(filler) {
  if (Array.isArray(filler)) return listed(filler);
  return typeof filler === "object" ? moneyPhrase(filler) : String(filler);
}

function framePhrase(value) {
  const told = Object.entries(value.slots || {}).filter(([, filler]) => isTold(filler) && filler.length !== 0);
  return `${spaced(value.frame || "frame")}: ${told.map(([name, filler]) => `${spaced(name)} ${slotPhrase(filler)}`).join(", ")}`;
}

const PHRASES = {
  money: moneyPhrase,
  date: datePhrase,
  city: cityPhrase,
  agreement: agreementPhrase,
  funding: fundingPhrase,
  visitors: visitorsPhrase,
  frame: framePhrase,
};

/** What a value of a kind says, in a few words; "no value" where it has none. */
function phrase(kind, value) {
  return value && Object.keys(value).length ? PHRASES[kind](value) : "no value";
}
