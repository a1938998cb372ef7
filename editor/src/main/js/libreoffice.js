/*
 * What LibreOffice writes in a way of its own. Headings that stand in a list without numbers, as in documents that were
 * once saved for Word, come in lists (numbers that are seen come as words); a footnote's number sticks to its first word.
 */
const HEADINGS = "h1, h2, h3, h4, h5, h6";

/** Writer's comments are comments of HTML; those of other programs are notes to browsers. */
export function isOfLibreOffice(html) {
  return /<meta\s+name="generator"\s+content="LibreOffice/i.test(html);
}

export function tidyLibreOffice(body) {
  headingsOutOfLists(body);
  for (const symbol of Array.from(body.querySelectorAll("a[class^=sdfootnotesym], a[class^=sdendnotesym]"))) {
    const number = body.ownerDocument.createElement("sup");
    number.append(...Array.from(symbol.childNodes));
    symbol.replaceWith(number, " ");
  }
}

/** Lists that hold nothing but headings, from the innermost. */
function headingsOutOfLists(body) {
  for (const list of Array.from(body.querySelectorAll("ul:not([type]), ol:not([type])")).reverse()) {
    const held = Array.from(list.childNodes).flatMap(each => each.nodeName === "LI" ? Array.from(each.childNodes) : [each])
      .filter(node => node.nodeType === Node.ELEMENT_NODE || node.textContent.trim());
    if (held.length && held.every(node => node.nodeType === Node.ELEMENT_NODE && node.matches(HEADINGS))) {
      list.replaceWith(...held);
    }
  }
}
