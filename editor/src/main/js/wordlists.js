/*
 * Lists as Word and WPS write them: paragraphs whose style names a list and a level, with the marker as text.
 *
 * A list is made only where its markers come out the same: bullets, and numbers that count from 1. Other markers, such as
 * those of Chinese official documents (一、（一）) or a list that goes on from an earlier one, stay as words.
 */
import {styles} from "./tags.js";

const LISTED = /\bl\d+\s+level(\d+)\s+lfo\d+/;

export function listsOfWord(body) {
  for (const first of Array.from(body.querySelectorAll("[data-style*='mso-list' i]"))) {
    if (first.isConnected && level(first) && !first.hasAttribute("data-done")) {
      convert(run(first));
    }
  }
}

function level(element) {
  const found = element.matches("p, h1, h2, h3, h4, h5, h6") && LISTED.exec(styles(element)["mso-list"] ?? "");
  return found ? Number(found[1]) : 0;
}

/** The paragraphs of lists that follow each other. */
function run(first) {
  const found = [];
  for (let next = first; next && level(next); next = next.nextElementSibling) {
    next.setAttribute("data-done", "");
    found.push(next);
  }
  return found;
}

function convert(paragraphs) {
  let open = []; // the lists that the next item may belong to, outermost first
  for (const paragraph of paragraphs) {
    const marker = takeMarker(paragraph);
    const depth = level(paragraph);
    const kind = paragraph.nodeName === "P" ? kindOf(marker) : null;
    open = open.filter(list => list.depth <= depth);
    let list = open[open.length - 1];
    if (list?.depth === depth && !goesOn(list, kind)) {
      open.pop();
      list = open[open.length - 1];
    }
    const isNew = list?.depth !== depth;
    if (!kind || (isNew && kind.numbers && !kind.numbers.includes(1))) {
      spell(paragraph, marker);
      open = [];
      continue;
    }
    if (isNew) {
      const dom = paragraph.ownerDocument.createElement(kind.name);
      if (list) {
        list.dom.lastElementChild.append(dom);
      } else {
        paragraph.before(dom);
      }
      list = {depth, name: kind.name, dom};
      open.push(list);
    }
    const item = paragraph.ownerDocument.createElement("li");
    item.append(paragraph);
    list.dom.append(item);
  }
}

function goesOn(list, kind) {
  return list.name === kind?.name && (!kind.numbers || kind.numbers.includes(list.dom.childElementCount + 1));
}

/** Takes the marker out of the paragraph: Word marks it as what a browser may ignore. */
function takeMarker(paragraph) {
  let marker = "";
  for (const part of Array.from(paragraph.querySelectorAll("[data-style*='mso-list' i]"))) {
    if (styles(part)["mso-list"] === "ignore") {
      marker += part.textContent;
      part.remove();
    }
  }
  return marker.replace(/[\s\u00a0]+/g, " ").trim();
}

/** The kind of list, and the numbers that the marker may stand for; nothing where the marker says more than HTML can. */
function kindOf(marker) {
  if (marker.length <= 1) {
    return /[\d\u3220-\u33ff\u2460-\u24ff一二三四五六七八九十]/.test(marker) ? null : {name: "ul"};
  }
  const [, value] = /^(\d+|[a-z]|[ivxlc]+)[.)、．]$/i.exec(marker) ?? [];
  if (!value) {
    return null;
  }
  if (/^\d+$/.test(value)) {
    return {name: "ol", numbers: [Number(value)]};
  }
  const numbers = value.length === 1 ? [value.toLowerCase().charCodeAt(0) - 96] : [];
  return {name: "ol", numbers: /^[ivxlc]+$/i.test(value) ? [...numbers, roman(value.toLowerCase())] : numbers};
}

function roman(letters) {
  const values = {i: 1, v: 5, x: 10, l: 50, c: 100};
  return Array.from(letters).reduce((sum, letter, at) =>
    sum + (values[letter] < values[letters[at + 1]] ? -values[letter] : values[letter]), 0);
}

/** Puts a number back as words, without a gap after Chinese punctuation. A heading's bullet is only decoration. */
function spell(paragraph, marker) {
  if (marker && kindOf(marker)?.name !== "ul") {
    const gap = /[、，。）】]$/.test(marker) ? "" : " ";
    paragraph.prepend(marker + gap);
    const next = paragraph.firstChild.nextSibling;
    if (next) trimStart(next);
  }
}

function trimStart(node) {
  const walk = node.ownerDocument.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  const text = node.nodeType === Node.TEXT_NODE ? node : walk.nextNode();
  if (text) {
    text.data = text.data.replace(/^[ \t\r\n\u00a0]+/, "");
  }
}
