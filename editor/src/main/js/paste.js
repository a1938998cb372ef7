/*
 * What comes from word processors and web pages, reduced to what a text may hold: structure stays, the look goes.
 * Says what was left out.
 */
import {inert, isSeen} from "./html.js";
import {linkAddress} from "./address.js";
import {harmless, styles} from "./tags.js";
import {words} from "./words.js";
import {listsOfWord} from "./wordlists.js";
import {isOfLibreOffice, tidyLibreOffice} from "./libreoffice.js";

const BLOCKS = "p, h1, h2, h3, h4, h5, h6, pre, ul, ol, table, blockquote, hr, div, section, article, li, dl, figure";
const PICTURES = new Set(["img", "svg", "canvas"]);
const OBJECTS = new Set("iframe object embed video audio input select textarea button applet math".split(" "));

/** Characters that no text may hold: they turn the direction of what follows, or can't be seen at all. */
const UNWANTED = /[\u202a-\u202e\u2066-\u2069\ufeff\u0000-\u0008\u000b\u000e-\u001f\u007f-\u009f]/g;

/** Word breaks the lines of its source between Chinese characters, where a browser would read a space. */
const CHINESE = "[\\u2e80-\\u303f\\u3040-\\u30ff\\u3400-\\u9fff\\uf900-\\ufaff\\uff00-\\uffef]";
const BROKEN_LINE = new RegExp(`(?<=${CHINESE})[ \\t]*[\\r\\n][ \\t\\r\\n]*(?=${CHINESE})`, "g");

/** @return the HTML to read on, and a sentence about what was left out, or an empty one */
export function pasted(html) {
  const lost = {pictures: 0, comments: 0, links: 0, objects: 0, styles: 0};
  const isLibreOffice = isOfLibreOffice(html);
  const body = inert(harmless(fragment(html), name => {
    if (PICTURES.has(name)) lost.pictures++;
    else if (OBJECTS.has(name)) lost.objects++;
    else if (name === "style") lost.styles++;
    else if (name === "comment" || name === "#comment" && isLibreOffice) lost.comments++;
  }));
  const isOurs = body.querySelector("[data-pm-slice]");
  plainText(body);
  if (isOurs) {
    return {html: body.innerHTML, message: ""};
  }
  lost.styles += body.querySelectorAll("font, [class]").length;
  lost.comments += withoutComments(body);
  withoutHidden(body);
  if (isLibreOffice) {
    tidyLibreOffice(body);
  }
  listsOfWord(body);
  headings(body);
  headerCells(body);
  for (const element of Array.from(body.querySelectorAll("[data-style]"))) {
    looks(element);
  }
  lists(body);
  paragraphs(body);
  for (const link of body.querySelectorAll("a[href]")) {
    const href = link.getAttribute("href");
    if (!linkAddress(href) && !href.startsWith("#")) lost.links++;
    underlined(link).forEach(unwrap);
  }
  return {html: body.innerHTML, message: message(lost)};
}

/** What underlines a link that is underlined as it is, inside it and around it. */
function underlined(link) {
  const found = Array.from(link.querySelectorAll("u"));
  for (let around = link.parentElement; around && around.textContent === link.textContent; around = around.parentElement) {
    if (around.nodeName === "U") {
      found.push(around);
    }
  }
  return found;
}

export function pastedText(text) {
  return text.replace(UNWANTED, "");
}

function message(lost) {
  const parts = Object.entries(lost).filter(([, count]) => count).map(([what, count]) => words[what](count));
  return parts.length ? words.leftOut(parts.join(words.and)) : "";
}

/** What was copied, without the page around it that some systems send along. */
function fragment(html) {
  const mark = "<!--StartFragment-->";
  const start = html.indexOf(mark);
  const end = html.lastIndexOf("<!--EndFragment-->");
  return start >= 0 && end > start ? html.slice(start + mark.length, end) : html;
}

function unwrap(element) {
  element.replaceWith(...Array.from(element.childNodes));
}

function plainText(body) {
  const walk = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    node.data = node.data.replace(UNWANTED, "").replace(BROKEN_LINE, "");
  }
}

/** @return how many comments there were */
function withoutComments(body) {
  let count = 0;
  for (const element of Array.from(body.querySelectorAll("[data-style*='mso-element' i]"))) {
    const kind = styles(element)["mso-element"];
    if (kind === "comment") {
      count++;
    }
    if (kind === "comment" || kind === "comment-list") {
      element.setAttribute("data-gone", "");
    }
  }
  body.querySelectorAll("[data-gone], .MsoCommentReference, .msocomanchor, .msocomtxt, hr.msocomoff").forEach(each => each.remove());
  return count;
}

function withoutHidden(body) {
  for (const element of Array.from(body.querySelectorAll("[data-style]"))) {
    const said = styles(element);
    if (said.display === "none" || said["mso-hide"] === "all") {
      element.remove();
    } else if ((said["mso-spacerun"] || said["mso-tab-count"]) && !isSeen(element.textContent)) {
      element.replaceWith(" ");
    }
  }
}

/** Headings of styles that are none in HTML; then, as the title of the page is the only h1, all go one level down. */
function headings(body) {
  for (const paragraph of Array.from(body.querySelectorAll("p[data-style], p[class]"))) {
    const level = paragraph.classList.contains("MsoTitle") ? 1 : Number(styles(paragraph)["mso-outline-level"]);
    if (level >= 1 && level <= 6 && !paragraph.closest("li, td, th")) {
      rename(paragraph, "h" + level);
    }
  }
  const down = body.querySelector("h1") ? 1 : 0;
  for (const heading of Array.from(body.querySelectorAll("h1, h2, h3, h4, h5, h6"))) {
    heading.querySelectorAll("b, strong").forEach(unwrap);
    heading.querySelectorAll("[data-style]").forEach(part => {
      part.setAttribute("data-style", part.getAttribute("data-style").replace(/font-weight\s*:[^;]*/gi, ""));
    });
    rename(heading, "h" + Math.min(6, Number(heading.nodeName[1]) + down));
  }
}

/** What stands in a table's head heads a column, and is bold by that. */
function headerCells(body) {
  for (const cell of Array.from(body.querySelectorAll("thead > tr > td"))) {
    if (isSeen(cell.textContent)) rename(cell, "th");
  }
  for (const bold of Array.from(body.querySelectorAll("th b, th strong"))) {
    if (bold.textContent.trim() === bold.closest("th").textContent.trim()) {
      unwrap(bold);
    }
  }
}

function rename(element, name) {
  const renamed = element.ownerDocument.createElement(name);
  for (const kept of ["colspan", "rowspan", "scope"].filter(each => element.hasAttribute(each))) {
    renamed.setAttribute(kept, element.getAttribute(kept));
  }
  renamed.append(...Array.from(element.childNodes));
  element.replaceWith(renamed);
}

/** Bold, italic and the like that are said by a style instead of an element. */
function looks(element) {
  if (element.matches(BLOCKS) || element.matches("td, th, tr, tbody, thead, tfoot, caption, body")) {
    return;
  }
  const said = styles(element);
  const weight = said["font-weight"];
  const isBold = /^(bold|bolder|[6-9]00)$/.test(weight);
  const isItalic = /^(italic|oblique)/.test(said["font-style"]);
  const lines = `${said["text-decoration"] ?? ""} ${said["text-decoration-line"] ?? ""}`;
  const height = said["vertical-align"];
  const wanted = [
    isBold && "strong",
    isItalic && "em",
    lines.includes("line-through") && "s",
    lines.includes("underline") && "u",
    (height === "super" || height === "sub") && (height === "super" ? "sup" : "sub"),
  ].filter(Boolean);
  if (element.matches("b, strong") && weight && !isBold || element.matches("i, em") && said["font-style"] === "normal") {
    wrapContent(element, wanted);
    unwrap(element);
  } else {
    wrapContent(element, wanted.filter(name => !element.matches(name)));
  }
}

function wrapContent(element, names) {
  if (element.querySelector(BLOCKS)) {
    return;
  }
  for (const name of names) {
    const wrapper = element.ownerDocument.createElement(name);
    wrapper.append(...Array.from(element.childNodes));
    element.append(wrapper);
  }
}

/** Lists that stand in a list instead of in its item. */
function lists(body) {
  for (const list of Array.from(body.querySelectorAll("ul > ul, ul > ol, ol > ul, ol > ol"))) {
    let item = list.previousElementSibling;
    if (item?.nodeName !== "LI") {
      item = body.ownerDocument.createElement("li");
      list.before(item);
    }
    item.append(list);
  }
}

/** Ideographic spaces before the first word of a line are its look, as an indent by style is; an underlined blank is not. */
function unindent(block) {
  const walk = block.ownerDocument.createTreeWalker(block, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  let atStart = true;
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    if (node.nodeName === "BR") {
      atStart = true;
    } else if (node.nodeType === Node.TEXT_NODE && atStart) {
      if (!node.parentElement.closest("u")) {
        node.data = node.data.replace(/^[\s\u3000]+/, gap => gap.includes("\u3000") ? "" : gap);
      }
      atStart = !/[^ \t\r\n\f]/.test(node.data);
    }
  }
}

/** In items and cells words stand without a paragraph where there is one only; empty paragraphs were distance. */
function paragraphs(body) {
  body.querySelectorAll("p, h1, h2, h3, h4, h5, h6").forEach(unindent);
  body.querySelectorAll("li p, td p, th p").forEach(paragraph => paragraph.setAttribute("data-bare", ""));
  for (const block of Array.from(body.querySelectorAll("p, h1, h2, h3, h4, h5, h6, li"))) {
    if (!isSeen(block.textContent) && !block.querySelector("hr, table")) {
      block.remove();
    }
  }
  for (const br of Array.from(body.querySelectorAll("br"))) {
    const beside = [br.previousElementSibling, br.nextElementSibling].filter(Boolean);
    const isAmongBlocks = Array.from(br.parentNode.childNodes).every(node =>
      node.nodeType === Node.ELEMENT_NODE ? node.matches(BLOCKS + ", br") : !isSeen(node.textContent));
    if (isAmongBlocks && beside.some(each => each.matches(BLOCKS))) {
      br.remove();
    }
  }
}
