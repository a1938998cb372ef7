/*
 * What the buttons and keys do to the text.
 */
import {lift, setBlockType, toggleMark, wrapIn} from "prosemirror-commands";
import {liftListItem, sinkListItem, wrapInList} from "prosemirror-schema-list";
import {TextSelection} from "prosemirror-state";
import {findTable, isInTable} from "prosemirror-tables";
import {isHeaderRow} from "./html.js";
import {schema} from "./schema.js";

const {nodes, marks} = schema;

/** The closest node around the selection for which the test holds, with its place. */
export function closest(state, test) {
  const {$from} = state.selection;
  for (let depth = $from.depth; depth > 0; depth--) {
    const node = $from.node(depth);
    if (test(node)) {
      return {node, pos: $from.before(depth), depth};
    }
  }
  return null;
}

const isList = node => node.type === nodes.bullet_list || node.type === nodes.ordered_list;

export function isMarked(state, type) {
  const {from, $from, to, empty} = state.selection;
  return empty
    ? !!type.isInSet(state.storedMarks || $from.marks())
    : state.doc.rangeHasMark(from, to, type);
}

export function listAround(state) {
  return closest(state, isList);
}

export const bold = toggleMark(marks.strong);
export const italic = toggleMark(marks.em);
export const subscript = toggleMark(marks.sub);
export const superscript = toggleMark(marks.sup);
export const indent = sinkListItem(nodes.list_item);
export const outdent = liftListItem(nodes.list_item);

/** "paragraph", "heading2"… or "pre"; an empty string where the selection holds several kinds. */
export function blockStyle(state) {
  const found = new Set();
  const {from, to} = state.selection;
  state.doc.nodesBetween(from, to, node => {
    if (node.isTextblock) {
      found.add(node.type === nodes.heading ? "heading" + node.attrs.level : node.type === nodes.code_block ? "pre" : "paragraph");
    }
    return !node.isTextblock;
  });
  return found.size === 1 ? [...found][0] : "";
}

export function setBlockStyle(name) {
  if (name.startsWith("heading")) {
    return setBlockType(nodes.heading, {level: Number(name.slice(-1))});
  }
  return setBlockType(name === "pre" ? nodes.code_block : nodes.paragraph);
}

/** Makes a list, changes its kind, or ends it where it is of this kind already. */
export function toggleList(type) {
  return (state, dispatch) => {
    const list = listAround(state);
    const {$from, $to} = state.selection;
    if (!list || $to.pos > list.pos + list.node.nodeSize || (list.depth < $from.depth - 2 && !isItemOf(list, $from))) {
      return wrapInList(type)(state, dispatch);
    }
    if (list.node.type === type) {
      return outdent(state, dispatch);
    }
    dispatch?.(state.tr.setNodeMarkup(list.pos, type));
    return true;
  };
}

/** Whether the cursor stands in a paragraph of the list's own item, not in a table or a quote inside it. */
function isItemOf(list, $from) {
  return $from.depth >= list.depth + 2 && $from.node(list.depth + 2).isTextblock;
}

export function toggleQuote(state, dispatch) {
  return closest(state, node => node.type === nodes.blockquote)
    ? lift(state, dispatch)
    : wrapIn(nodes.blockquote)(state, dispatch);
}

export function clear(state, dispatch) {
  const {from, to, empty} = state.selection;
  if (empty) {
    return false;
  }
  dispatch?.(state.tr.removeMark(from, to).scrollIntoView());
  return true;
}

export function lineBreak(state, dispatch) {
  if (state.selection.$from.parent.type.spec.code) {
    dispatch?.(state.tr.insertText("\n").scrollIntoView());
  } else {
    dispatch?.(state.tr.replaceSelectionWith(nodes.hard_break.create()).scrollIntoView());
  }
  return true;
}

/** Three rows of three, the first of them a header. */
export function insertTable(state, dispatch) {
  const $at = state.selection.$from;
  if (isInTable(state) || !$at.depth) {
    return false;
  }
  const row = (type, section, attrs) =>
    nodes.table_row.create({section}, [0, 1, 2].map(() => type.createAndFill(attrs)));
  const table = nodes.table.create(null, [
    row(nodes.table_header, "0thead", {scope: "col"}),
    row(nodes.table_cell, "1tbody"),
    row(nodes.table_cell, "1tbody"),
  ]);
  // Behind the block that the cursor stands in, or in its place where it is empty.
  const depth = $at.depth;
  const isEmpty = $at.parent.isTextblock && $at.parent.content.size === 0
    && $at.node(depth - 1).canReplaceWith($at.index(depth - 1), $at.index(depth - 1) + 1, nodes.table);
  const from = isEmpty ? $at.before(depth) : $at.after(depth);
  if (!isEmpty && !$at.node(depth - 1).canReplaceWith($at.indexAfter(depth - 1), $at.indexAfter(depth - 1), nodes.table)) {
    return false;
  }
  if (dispatch) {
    const tr = state.tr;
    tr.replaceWith(from, isEmpty ? $at.after(depth) : from, table);
    const $behind = tr.doc.resolve(from + table.nodeSize);
    if ($behind.pos === $behind.end()) {
      tr.insert($behind.pos, nodes.paragraph.create());
    }
    tr.setSelection(TextSelection.near(tr.doc.resolve(from + 1)));
    dispatch(tr.scrollIntoView());
  }
  return true;
}

/** Makes the first row of the table a header, or an ordinary row again. */
export function toggleHeaderRow(state, dispatch) {
  if (!isInTable(state)) {
    return false;
  }
  const table = findTable(state.selection.$from);
  const row = table.node.child(0);
  const toHeader = !isHeaderRow(row);
  if (dispatch) {
    const tr = state.tr;
    let pos = table.pos + 2;
    row.forEach(cell => {
      const attrs = {colspan: cell.attrs.colspan, rowspan: cell.attrs.rowspan, colwidth: null};
      if (toHeader) {
        tr.setNodeMarkup(pos, nodes.table_header, {...attrs, scope: "col"});
      } else {
        tr.setNodeMarkup(pos, nodes.table_cell, attrs);
      }
      pos += cell.nodeSize;
    });
    const next = table.node.childCount > 1 ? table.node.child(1).attrs.section : null;
    tr.setNodeMarkup(table.pos + 1, null, {section: toHeader ? "0thead" : next ?? "1tbody"});
    dispatch(tr);
  }
  return true;
}

export function hasHeaderRow(state) {
  return isInTable(state) && isHeaderRow(findTable(state.selection.$from).node.child(0));
}

/** The link around the cursor or at the start of the selection, with where it begins and ends. */
export function linkAround(state) {
  const {$from, empty, to} = state.selection;
  const inside = $from.parent.childAfter($from.parentOffset);
  const before = $from.parent.childBefore($from.parentOffset);
  const found = marks.link.isInSet(inside.node?.marks ?? [])
    ? {mark: marks.link.isInSet(inside.node.marks), at: inside}
    : empty && marks.link.isInSet(before.node?.marks ?? [])
      ? {mark: marks.link.isInSet(before.node.marks), at: before} : null;
  if (!found) {
    return null;
  }
  const {parent} = $from;
  const start = $from.start();
  let first = found.at.index;
  let last = found.at.index;
  while (first > 0 && found.mark.isInSet(parent.child(first - 1).marks)) first--;
  while (last + 1 < parent.childCount && found.mark.isInSet(parent.child(last + 1).marks)) last++;
  let from = start;
  for (let at = 0; at < first; at++) from += parent.child(at).nodeSize;
  let end = from;
  for (let at = first; at <= last; at++) end += parent.child(at).nodeSize;
  return {href: found.mark.attrs.href, from, to: Math.max(end, empty ? end : to)};
}

export function setLink(href, text) {
  return (state, dispatch) => {
    const {from, to, empty} = state.selection;
    const around = linkAround(state);
    const mark = marks.link.create({href});
    const tr = state.tr;
    if (around) {
      tr.removeMark(around.from, around.to, marks.link).addMark(around.from, around.to, mark);
    } else if (empty) {
      const node = schema.text(text || href.replace(/^mailto:/, ""), [...(state.storedMarks ?? state.selection.$from.marks()), mark]);
      tr.replaceSelectionWith(node, false);
      tr.removeStoredMark(marks.link);
    } else {
      tr.addMark(from, to, mark);
    }
    dispatch?.(tr.scrollIntoView());
    return true;
  };
}

export function removeLink(state, dispatch) {
  const around = linkAround(state);
  const {from, to} = around ?? state.selection;
  dispatch?.(state.tr.removeMark(from, to, marks.link));
  return true;
}

export function setCaption(caption) {
  return (state, dispatch) => {
    const table = findTable(state.selection.$from);
    dispatch?.(state.tr.setNodeMarkup(table.pos, null, {...table.node.attrs, caption}));
    return true;
  };
}
