/*
 * Takes out of HTML, as text, what no document should see, not even an inert one: a browser reports style
 * attributes to the content security policy as soon as it parses them. What styles say stays readable as data-style.
 */
const KEPT = new Set(("p div section article main header footer aside nav address figure figcaption center dl dt dd h1 h2 h3 h4 h5 h6 "
  + "blockquote pre hr br ul ol li table caption thead tbody tfoot tr td th a b strong i em u ins s del strike sub sup code span "
  + "font body html label").split(" "));

/** Goes with everything inside it. */
const SILENT = new Set(("style script title xml template noscript iframe object svg math head select textarea button audio video "
  + "canvas applet noframes datalist comment").split(" "));

const ATTRIBUTES = new Set("href class type colspan rowspan scope data-pm-slice data-bare data-section".split(" "));

const NAME = /^[a-zA-Z][^\s/>]*/;
const ATTRIBUTE = /\s*\/?\s*([^\s=>/][^\s=>/]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]*)))?/y;

/** @param seen called with the name of each element that goes, with "style" for each style attribute and "#comment" for each comment */
export function harmless(html, seen = () => {}) {
  let out = "";
  let at = 0;
  while (at < html.length) {
    const tag = html.indexOf("<", at);
    if (tag < 0) {
      return out + html.slice(at);
    }
    out += html.slice(at, tag);
    if (html.startsWith("<!--", tag)) {
      const end = html.indexOf("-->", tag + 4);
      seen("#comment");
      at = end < 0 ? html.length : end + 3;
    } else if (html[tag + 1] === "!" || html[tag + 1] === "?") {
      const end = html.indexOf(">", tag);
      at = end < 0 ? html.length : end + 1;
    } else {
      const closing = html[tag + 1] === "/";
      const name = NAME.exec(html.slice(tag + (closing ? 2 : 1), tag + 60))?.[0].toLowerCase();
      if (!name) {
        out += "&lt;";
        at = tag + 1;
      } else {
        const from = tag + (closing ? 2 : 1) + name.length;
        const {kept, end} = attributes(html, from, seen);
        at = end;
        if (!closing && SILENT.has(name)) {
          seen(name);
          at = after(html, name, end);
        } else if (KEPT.has(name)) {
          out += closing ? `</${name}>` : `<${name}${kept}>`;
        } else if (!closing) {
          seen(name);
        }
      }
    }
  }
  return out;
}

/** What an element's style says, by property. */
export function styles(element) {
  const said = {};
  for (const declaration of (element.getAttribute("data-style") ?? "").split(";")) {
    const colon = declaration.indexOf(":");
    if (colon > 0) {
      said[declaration.slice(0, colon).trim().toLowerCase()] = declaration.slice(colon + 1).trim().toLowerCase();
    }
  }
  return said;
}

function attributes(html, from, seen) {
  let kept = "";
  let at = from;
  for (;;) {
    ATTRIBUTE.lastIndex = at;
    const found = ATTRIBUTE.exec(html);
    if (!found || !found[0]) {
      break;
    }
    at = ATTRIBUTE.lastIndex;
    const name = found[1].toLowerCase();
    const value = (found[2] ?? found[3] ?? found[4] ?? "").replaceAll("\"", "&quot;");
    if (name === "style") {
      seen("style");
      kept += ` data-style="${value}"`;
    } else if (ATTRIBUTES.has(name)) {
      kept += ` ${name}="${value}"`;
    }
  }
  const end = html.indexOf(">", at);
  return {kept, end: end < 0 ? html.length : end + 1};
}

/** Behind the end of an element that goes with what it holds; elements of its own name inside it are counted. */
function after(html, name, from) {
  const tags = new RegExp(`<(/?)${name}(?=[\\s/>])[^>]*?(/?)>`, "gi");
  tags.lastIndex = from;
  let depth = 1;
  for (let tag = tags.exec(html); tag; tag = tags.exec(html)) {
    depth += tag[1] ? -1 : tag[2] ? 0 : 1;
    if (depth === 0) {
      return tags.lastIndex;
    }
  }
  return from;
}
