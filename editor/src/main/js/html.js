/*
 * Reads and writes the canonical form. What nobody touched is written as it was read, to the letter;
 * what was touched comes out so that the server has nothing to change in it.
 */
import {DOMParser as Parser} from "prosemirror-model";
import {harmless} from "./tags.js";
import {schema} from "./schema.js";

const TEXT_BLOCKS = "p, h1, h2, h3, h4, h5, h6, pre";
const BLOCKS = "p, h1, h2, h3, h4, h5, h6, pre, ul, ol, table, blockquote, hr, div";

/** The spelling of text blocks that this file would write in another way, nested <em> and <strong> most of all. */
const spellings = new WeakMap();

/** An inert document's body. */
export function inert(html) {
  return new DOMParser().parseFromString("<!doctype html><body>" + html, "text/html").body;
}

export function read(html) {
  const body = inert(harmless(html));
  body.querySelectorAll("li, td, th").forEach(tagBareRuns);
  const sources = [];
  body.querySelectorAll("a[href]").forEach(link => link.setAttribute("rel", "noopener"));
  for (const block of body.querySelectorAll(TEXT_BLOCKS)) {
    if (!block.querySelector(":not(a[href], strong, em, u, s, sub, sup, code, br)")) {
      block.setAttribute("data-source", sources.push(block.innerHTML.replaceAll("&nbsp;", "\u00a0")) - 1);
    }
  }
  return remember(Parser.fromSchema(schema).parse(body), sources);
}

/** Gives words that stand in an item or a cell without a paragraph one that is marked as ours. */
function tagBareRuns(holder) {
  let run = null;
  for (const node of Array.from(holder.childNodes)) {
    if (node.nodeType === Node.ELEMENT_NODE && node.matches(BLOCKS)) {
      run = null;
    } else {
      if (!run) {
        run = holder.ownerDocument.createElement("p");
        run.setAttribute("data-bare", "");
        holder.insertBefore(run, node);
      }
      run.append(node);
    }
  }
  for (const made of holder.querySelectorAll(":scope > p[data-bare]")) {
    if (holder.childElementCount > 1 && !made.textContent.trim()) {
      made.remove();
    }
  }
}

function remember(node, sources) {
  if (!node.isTextblock) {
    const children = [];
    node.forEach(child => children.push(remember(child, sources)));
    return node.isLeaf ? node : node.type.create(node.attrs, children, node.marks);
  }
  const written = sources[node.attrs.source];
  const clean = node.type.create({...node.attrs, source: null}, node.content, node.marks);
  if (written !== undefined && written !== spelled(clean)) {
    spellings.set(clean, written);
  }
  return clean;
}

export function write(doc) {
  // A mark that would melt into the tag before it, as the canonical form has it.
  return blocks(doc).replaceAll(">\u0338", ">&#824;");
}

function blocks(parent) {
  let out = "";
  parent.forEach(node => out += block(node));
  return out;
}

function block(node) {
  switch (node.type.name) {
    case "paragraph":
      return around("p", text(node));
    case "heading":
      return around("h" + node.attrs.level, text(node));
    case "code_block":
      return around("pre", text(node));
    case "blockquote":
      return around("blockquote", blocks(node));
    case "bullet_list":
      return around("ul", blocks(node));
    case "ordered_list":
      return around("ol", blocks(node));
    case "list_item":
      return around("li", held(node));
    case "horizontal_rule":
      return "<hr>";
    case "table":
      return table(node);
    default:
      throw new Error("no spelling for " + node.type.name);
  }
}

function around(name, inner) {
  return inner ? `<${name}>${inner}</${name}>` : "";
}

/** What an item or a cell holds: one run of bare words, or several of them in paragraphs. */
function held(node) {
  let runs = 0;
  const isBare = child => child.type.name === "paragraph" && !child.attrs.tagged;
  node.forEach(child => {
    runs += isBare(child) && text(child) ? 1 : 0;
  });
  let out = "";
  node.forEach(child => {
    out += runs === 1 && isBare(child) ? text(child) : block(child);
  });
  return out;
}

function table(node) {
  const parts = sections(node);
  let out = "<table>" + (node.attrs.caption ? `<caption>${node.attrs.caption}</caption>` : "");
  let open = null;
  node.forEach((row, _, at) => {
    let cells = "";
    row.forEach(cell => cells += written(cell));
    if (!cells) {
      return;
    }
    if (parts[at] !== open) {
      out += (open ? `</${kind(open)}>` : "") + `<${kind(parts[at])}>`;
      open = parts[at];
    }
    out += `<tr>${cells}</tr>`;
  });
  return open ? `${out}</${kind(open)}></table>` : "";
}

const kind = part => part.replace(/^\d+/, "");

/** The part of the table for each row; a new row goes with its neighbours. */
function sections(node) {
  const parts = [];
  let next = null;
  const following = [];
  for (let at = node.childCount - 1; at >= 0; at--) {
    following[at] = next;
    next = node.child(at).attrs.section ?? next;
  }
  const isHead = part => part !== null && kind(part) === "thead";
  node.forEach((row, _, at) => {
    const before = at ? parts[at - 1] : null;
    const after = following[at];
    let part = row.attrs.section ?? before ?? after ?? "tbody";
    if (row.attrs.section === null && isHead(part) && !isHeaderRow(row)) {
      part = after && !isHead(after) ? after : "tbody";
    }
    parts.push(part);
  });
  return parts;
}

export function isHeaderRow(row) {
  let all = row.childCount > 0;
  row.forEach(cell => all = all && cell.type.name === "table_header");
  return all;
}

function written(cell) {
  const {colspan, rowspan, scope} = cell.attrs;
  const name = cell.type.name === "table_header" ? "th" : "td";
  return `<${name}` + (colspan > 1 ? ` colspan="${colspan}"` : "") + (rowspan > 1 ? ` rowspan="${rowspan}"` : "")
    + (scope ? ` scope="${scope}"` : "") + `>${held(cell)}</${name}>`;
}

function text(node) {
  return spellings.get(node) ?? spelled(node);
}

/** The words of a text block with their tags, each opened as seldom as can be. */
function spelled(node) {
  const kept = node.type.spec.code;
  const pieces = [];
  node.forEach(child => {
    const isGap = !child.isText || (!kept && /^[ \n\t\f\r]*$/.test(child.text));
    pieces.push(isGap ? {gap: child.isText ? " " : "<br>"} : {text: child.text, marks: child.marks});
  });
  const runs = pieces.filter(piece => piece.text);
  if (!runs.some(run => isSeen(run.text))) {
    return "";
  }
  runs.forEach((run, at) => {
    if (!isSeen(run.text)) {
      const beside = [...(runs[at - 1]?.marks ?? []), ...(runs[at + 1]?.marks ?? [])];
      run.marks = run.marks.filter(mark => mark.isInSet(beside));
    }
  });
  const out = new Writer(kept);
  let at = 0;
  for (const piece of pieces) {
    if (piece.gap) {
      out.wait(piece.gap);
    } else {
      out.write(piece.text, nested(piece, at++, runs, out.open));
    }
  }
  return out.end();
}

/** The marks of a run, outermost first: what reaches furthest, then what is open already. */
function nested(run, at, words, open) {
  const reach = mark => {
    let end = at;
    while (end + 1 < words.length && mark.isInSet(words[end + 1].marks)) end++;
    return end;
  };
  const place = mark => {
    const found = open.findIndex(other => other.eq(mark));
    return found < 0 ? open.length : found;
  };
  return run.marks
    .map((mark, rank) => ({mark, reach: reach(mark), place: place(mark), rank}))
    .sort((a, b) => b.reach - a.reach || a.place - b.place || a.rank - b.rank)
    .map(each => each.mark);
}

/** Collapses white space, unless it is kept, and lets it wait, so that none stands at an edge. */
class Writer {
  constructor(kept) {
    this.kept = kept;
    this.out = "";
    this.open = [];
    this.waiting = "";
    this.started = false;
  }

  wait(gap) {
    if (gap === "<br>") {
      this.waiting = this.waiting.trim() + gap;
    } else if (!this.waiting) {
      this.waiting = gap;
    }
  }

  settle() {
    if (this.started) {
      this.out += this.waiting;
    }
    this.waiting = "";
  }

  write(text, marks) {
    let same = 0;
    while (same < this.open.length && same < marks.length && this.open[same].eq(marks[same])) same++;
    this.close(same);
    if (marks.length > same) {
      this.settle();
    }
    for (const mark of marks.slice(same)) {
      this.out += mark.type.name === "link"
        ? `<a href="${escaped(mark.attrs.href).replaceAll("\"", "&quot;")}" rel="noopener">`
        : `<${mark.type.name}>`;
      this.open.push(mark);
    }
    if (this.kept) {
      this.out += escaped(text);
      return;
    }
    const [, before, words, after] = /^([ \n\t\f\r]*)(.*?)([ \n\t\f\r]*)$/s.exec(text);
    if (before) {
      this.wait(" ");
    }
    this.settle();
    this.out += escaped(words.replace(/[ \n\t\f\r]+/g, " "));
    this.started = true;
    if (after) {
      this.wait(" ");
    }
  }

  close(down) {
    while (this.open.length > down) {
      const mark = this.open.pop();
      this.out += mark.type.name === "link" ? "</a>" : `</${mark.type.name}>`;
    }
  }

  end() {
    this.close(0);
    return this.kept ? this.out.replace(/^\n+|\n+$/g, "") : this.out;
  }
}

export function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** Whether a reader sees anything of it. */
export function isSeen(text) {
  return /[^\p{Z}\p{Cf}\p{Cc}\u115f\u1160\u3164\uffa0]/u.test(text);
}
