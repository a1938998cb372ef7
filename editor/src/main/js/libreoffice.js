/*
 * What LibreOffice writes in a way of its own. A document that came from Word has its headings in lists there, of which
 * nobody sees a number; a link is underlined once more; a footnote's number sticks to its first word.
 */
const HEADINGS = "h1, h2, h3, h4, h5, h6";

/** Its comments are comments of HTML; those of other programs are notes to browsers. */
export function isOfLibreOffice(html) {
  return /<meta\s+name="generator"\s+content="LibreOffice/i.test(html);
}

export function tidyLibreOffice(body) {
  headingsOutOfLists(body);
  for (const symbol of Array.from(body.querySelectorAll("a.sdfootnotesym, a.sdendnotesym"))) {
    const number = body.ownerDocument.createElement("sup");
    number.append(...Array.from(symbol.childNodes));
    symbol.replaceWith(number, " ");
  }
}

/** Lists that hold nothing but headings, from the innermost. */
function headingsOutOfLists(body) {
  for (const list of Array.from(body.querySelectorAll("ul, ol")).reverse()) {
    const held = Array.from(list.children).flatMap(each => each.nodeName === "LI" ? Array.from(each.childNodes) : [each])
      .filter(node => node.nodeType === Node.ELEMENT_NODE || node.textContent.trim());
    if (held.length && held.every(node => node.nodeType === Node.ELEMENT_NODE && node.matches(HEADINGS))) {
      list.replaceWith(...held);
    }
  }
}
