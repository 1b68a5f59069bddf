// Files that the page hands to the user.

/** Offer a text as a file. */
function saveFile(name, text, type) {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = el("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

/**
 * One cell of CSV (RFC 4180). A spreadsheet takes text that begins with = + - @ for a formula, also behind white space or in full
 * width, and would run it: an apostrophe before it makes it text. Numbers stay numbers.
 */
function csvCell(value) {
  if (!isTold(value)) return "";
  if (typeof value === "number") return String(value);
  const text = String(value);
  const isNumber = /^[-+]?\d+(\.\d+)?$/.test(text);
  const guarded = !isNumber && /^[\s\u0000-\u001f]*[=+\-@＝＋－＠]|^[\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n;']/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

/** Rows of cells as CSV, with a byte order mark: without it spreadsheets take UTF-8 for something older. */
function csv(rows) {
  return "\ufeff" + rows.map((row) => row.map(csvCell).join(",")).join("\r\n") + "\r\n";
}
