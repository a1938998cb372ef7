/*
 * What a text may hold: the elements of the canonical form (docs/canonical-html.md), and no others.
 */
import {DOMSerializer, Schema} from "prosemirror-model";
import {linkAddress} from "./address.js";

const HOLDERS = ["LI", "TD", "TH"];

/** Where it stood in the text as the server gave it; see html.js. */
const source = {default: null};

const sourceOf = dom => dom.getAttribute("data-source");

function span(dom, name) {
  const value = Number(dom.getAttribute(name));
  return Number.isInteger(value) && value > 0 && value < 1000 ? value : 1;
}

function scope(dom) {
  const value = dom.getAttribute("scope");
  return ["col", "row", "colgroup", "rowgroup"].includes(value) ? value : null;
}

/** The part of its table that a row stands in, with a number, because a table may have several of one kind. */
function section(row) {
  const copied = row.getAttribute("data-section");
  if (/^\d+(thead|tbody|tfoot)$/.test(copied)) {
    return copied;
  }
  const part = row.parentNode;
  if (!part || !["THEAD", "TBODY", "TFOOT"].includes(part.nodeName) || !part.parentNode) {
    return null;
  }
  return Array.from(part.parentNode.children).indexOf(part) + part.nodeName.toLowerCase();
}

function cell(node) {
  const {colspan, rowspan, scope: to} = node.attrs;
  const attrs = {};
  if (colspan > 1) attrs.colspan = colspan;
  if (rowspan > 1) attrs.rowspan = rowspan;
  if (to) attrs.scope = to;
  return [node.type.name === "table_header" ? "th" : "td", attrs, 0];
}

const spans = {colspan: {default: 1}, rowspan: {default: 1}, colwidth: {default: null}};

const nodes = {
  doc: {content: "block+"},

  // In an item or a cell the canonical form knows words with <p> around them and without. New ones go without.
  paragraph: {
    group: "block",
    content: "inline*",
    attrs: {tagged: {default: false}, source},
    parseDOM: [{
      tag: "p",
      getAttrs: dom => ({
        tagged: !dom.hasAttribute("data-bare") && HOLDERS.includes(dom.parentNode?.nodeName),
        source: sourceOf(dom),
      }),
    }],
    toDOM: () => ["p", 0],
  },

  heading: {
    group: "block",
    content: "inline*",
    defining: true,
    attrs: {level: {default: 2}, source},
    parseDOM: [1, 2, 3, 4, 5, 6].map(level => ({
      tag: "h" + level,
      getAttrs: dom => ({level: Math.max(2, level), source: sourceOf(dom)}),
    })),
    toDOM: node => ["h" + node.attrs.level, 0],
  },

  blockquote: {
    group: "block",
    content: "block+",
    defining: true,
    parseDOM: [{tag: "blockquote"}],
    toDOM: () => ["blockquote", 0],
  },

  code_block: {
    group: "block",
    content: "text*",
    marks: "_",
    code: true,
    defining: true,
    attrs: {source},
    parseDOM: [{tag: "pre", preserveWhitespace: "full", getAttrs: dom => ({source: sourceOf(dom)})}],
    toDOM: () => ["pre", 0],
  },

  horizontal_rule: {
    group: "block",
    parseDOM: [{tag: "hr"}],
    toDOM: () => ["hr"],
  },

  bullet_list: {
    group: "block",
    content: "list_item+",
    parseDOM: [{tag: "ul"}],
    toDOM: () => ["ul", 0],
  },

  ordered_list: {
    group: "block",
    content: "list_item+",
    parseDOM: [{tag: "ol"}],
    toDOM: () => ["ol", 0],
  },

  list_item: {
    content: "block+",
    defining: true,
    parseDOM: [{tag: "li"}],
    toDOM: () => ["li", 0],
  },

  // The title is kept as it was written, HTML, and changed in a dialog.
  table: {
    group: "block",
    content: "table_row+",
    tableRole: "table",
    isolating: true,
    attrs: {caption: {default: null}},
    parseDOM: [
      {
        tag: "table",
        getAttrs: dom => {
          const caption = Array.from(dom.children).find(child => child.nodeName === "CAPTION");
          return {caption: caption?.textContent.trim() ? caption.innerHTML.replaceAll("&nbsp;", "\u00a0") : null};
        },
      },
      {tag: "caption", ignore: true},
    ],
    toDOM: node => node.attrs.caption
      ? ["table", ["caption", {contenteditable: "false"}, plain(node.attrs.caption)], ["tbody", 0]]
      : ["table", ["tbody", 0]],
  },

  table_row: {
    content: "(table_cell | table_header)*",
    tableRole: "row",
    attrs: {section: {default: null}},
    parseDOM: [{tag: "tr", getAttrs: dom => ({section: section(dom)})}],
    toDOM: () => ["tr", 0],
  },

  table_cell: {
    content: "block+",
    tableRole: "cell",
    isolating: true,
    attrs: spans,
    parseDOM: [{tag: "td", getAttrs: dom => ({colspan: span(dom, "colspan"), rowspan: span(dom, "rowspan")})}],
    toDOM: cell,
  },

  table_header: {
    content: "block+",
    tableRole: "header_cell",
    isolating: true,
    attrs: {...spans, scope: {default: null}},
    parseDOM: [{
      tag: "th",
      getAttrs: dom => ({colspan: span(dom, "colspan"), rowspan: span(dom, "rowspan"), scope: scope(dom)}),
    }],
    toDOM: cell,
  },

  text: {group: "inline"},

  hard_break: {
    group: "inline",
    inline: true,
    selectable: false,
    leafText: () => "\n",
    parseDOM: [{tag: "br"}],
    toDOM: () => ["br"],
  },
};

const marks = {
  link: {
    attrs: {href: {}},
    inclusive: false,
    parseDOM: [{
      tag: "a[href]",
      getAttrs: dom => {
        const href = linkAddress(dom.getAttribute("href"));
        return href ? {href} : false;
      },
    }],
    toDOM: mark => ["a", {href: mark.attrs.href, rel: "noopener"}, 0],
  },
  strong: inline("strong", "b"),
  em: inline("em", "i"),
  u: inline("u", "ins"),
  s: inline("s", "del", "strike"),
  sub: inline("sub"),
  sup: inline("sup"),
  code: inline("code"),
};

function inline(name, ...others) {
  return {
    parseDOM: [name, ...others].map(tag => ({tag})),
    toDOM: () => [name, 0],
  };
}

/** The words of a piece of HTML. */
export function plain(html) {
  return new DOMParser().parseFromString(html, "text/html").body.textContent;
}

export const schema = new Schema({nodes, marks});

/** On the clipboard a text says too what only its canonical form needs to know, for when it comes back. */
export const clipboard = new DOMSerializer({
  ...DOMSerializer.nodesFromSchema(schema),
  paragraph: node => ["p", node.attrs.tagged ? {} : {"data-bare": ""}, 0],
  table_row: node => ["tr", node.attrs.section ? {"data-section": node.attrs.section} : {}, 0],
}, DOMSerializer.marksFromSchema(schema));
