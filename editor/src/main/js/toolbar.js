/*
 * The formatting buttons, as an ARIA toolbar: one stop for Tab, arrows inside it.
 */
import {redo, redoDepth, undo, undoDepth} from "prosemirror-history";
import {
  addColumnAfter, addColumnBefore, addRowAfter, addRowBefore, deleteColumn, deleteRow, deleteTable, findTable, isInTable,
} from "prosemirror-tables";
import {ask} from "./dialog.js";
import {element} from "./dom.js";
import {escaped} from "./html.js";
import * as commands from "./commands.js";
import {plain, schema} from "./schema.js";
import {typedAddress} from "./address.js";
import {words} from "./words.js";

const {nodes, marks} = schema;
const isMac = /Mac|iP(hone|ad|od)/.test(navigator.platform);

const GROUPS = [
  {
    items: [
      {name: "bold", keys: "Mod-b", run: commands.bold, pressed: state => commands.isMarked(state, marks.strong)},
      {name: "italic", keys: "Mod-i", run: commands.italic, pressed: state => commands.isMarked(state, marks.em)},
      {name: "link", keys: "Mod-k", ask: askForLink, pressed: state => !!commands.linkAround(state)},
      {name: "clear", keys: "Mod-\\", run: commands.clear},
    ],
  },
  {
    items: [
      {name: "bullets", keys: "Mod-Shift-8", run: commands.toggleList(nodes.bullet_list), pressed: inList(nodes.bullet_list)},
      {name: "numbers", keys: "Mod-Shift-7", run: commands.toggleList(nodes.ordered_list), pressed: inList(nodes.ordered_list)},
      {
        name: "quote", keys: "Mod-Shift-9", run: commands.toggleQuote,
        pressed: state => !!commands.closest(state, node => node.type === nodes.blockquote),
      },
      {name: "table", run: commands.insertTable},
    ],
  },
  {
    items: [
      {name: "undo", keys: "Mod-z", run: undo, enabled: state => undoDepth(state) > 0},
      {name: "redo", keys: "Mod-y", run: redo, enabled: state => redoDepth(state) > 0},
    ],
  },
  {
    label: "listTools",
    shown: state => !!commands.listAround(state),
    items: [
      {name: "indent", keys: "Mod-]", run: commands.indent},
      {name: "outdent", keys: "Mod-[", run: commands.outdent},
    ],
  },
  {
    label: "tableTools",
    shown: isInTable,
    items: [
      {name: "rowAbove", run: addRowBefore},
      {name: "rowBelow", run: addRowAfter},
      {name: "deleteRow", run: deleteRow},
      {name: "columnBefore", run: addColumnBefore},
      {name: "columnAfter", run: addColumnAfter},
      {name: "deleteColumn", run: deleteColumn},
      {name: "headerRow", run: commands.toggleHeaderRow, pressed: commands.hasHeaderRow},
      {name: "caption", ask: askForCaption},
      {name: "deleteTable", run: deleteTable},
    ],
  },
];

const STYLES = ["paragraph", "heading2", "heading3", "heading4"];
const RARE_STYLES = ["heading5", "heading6", "pre"];

function inList(type) {
  return state => commands.listAround(state)?.node.type === type;
}

export async function askForLink(view) {
  const around = commands.linkAround(view.state);
  const isNew = !around && view.state.selection.empty;
  const answer = await ask({
    title: words.link,
    fields: [
      {name: "address", label: words.linkAddress, value: around?.href ?? "", hint: words.linkHint, inputmode: "url"},
      ...(isNew ? [{name: "text", label: words.linkText}] : []),
    ],
    confirm: words.setLink,
    extra: around && {name: "remove", label: words.removeLink},
    check: ({address}) => typedAddress(address) ? null : {field: "address", message: words.linkWrong},
  });
  if (answer?.button === "remove") {
    commands.removeLink(view.state, view.dispatch);
  } else if (answer) {
    commands.setLink(typedAddress(answer.address), answer.text?.trim())(view.state, view.dispatch);
  }
  view.focus();
}

async function askForCaption(view) {
  const {caption} = findTable(view.state.selection.$from).node.attrs;
  const answer = await ask({
    title: words.caption,
    fields: [{name: "caption", label: words.captionText, value: caption ? plain(caption) : ""}],
    confirm: words.setCaption,
  });
  const typed = answer?.caption.replace(/\s+/g, " ").trim();
  if (answer && typed !== (caption ? plain(caption) : "")) {
    commands.setCaption(typed ? escaped(typed) : null)(view.state, view.dispatch);
  }
  view.focus();
}

function shownKeys(keys) {
  return isMac
    ? keys.replace("Mod-", "⌘").replace("Shift-", "⇧").toUpperCase()
    : keys.replace("Mod-", "Ctrl+").replace("Shift-", "Shift+").replace(/.$/, last => last.toUpperCase());
}

function ariaKeys(keys) {
  return keys.replace("Mod-", isMac ? "Meta+" : "Control+").replace("Shift-", "Shift+");
}

export class Toolbar {
  constructor(view, controls) {
    this.view = view;
    this.updates = [];
    this.dom = element("div", {role: "toolbar", class: "editor-toolbar", "aria-label": words.toolbar, "aria-controls": controls});
    this.dom.append(this.styles());
    for (const group of GROUPS) {
      this.dom.append(this.group(group));
    }
    this.dom.addEventListener("keydown", event => this.move(event));
    this.dom.addEventListener("focusin", event => this.current(event.target));
    this.update(view);
    this.current(this.stops()[0]);
  }

  styles() {
    const select = element("select", {class: "form-select", "aria-label": words.style, title: words.style},
      ...STYLES.map(name => element("option", {value: name}, words[name])));
    select.addEventListener("change", () => {
      commands.setBlockStyle(select.value)(this.view.state, this.view.dispatch);
      this.view.focus();
    });
    this.updates.push(state => {
      const style = commands.blockStyle(state);
      for (const option of Array.from(select.options)) {
        if (option.value !== style && !STYLES.includes(option.value)) option.remove();
      }
      if (RARE_STYLES.includes(style) && !Array.from(select.options).some(option => option.value === style)) {
        select.append(element("option", {value: style}, words[style]));
      }
      select.value = style;
    });
    return select;
  }

  group({label, shown, items}) {
    const group = element("div", {class: "editor-group", role: "group", "aria-label": label && words[label]});
    if (!label) {
      group.removeAttribute("role");
    }
    for (const item of items) {
      group.append(this.button(item));
    }
    if (shown) {
      this.updates.push(state => {
        const hide = !shown(state);
        if (hide && group.contains(document.activeElement)) {
          this.view.focus();
        }
        group.hidden = hide;
      });
    }
    return group;
  }

  button({name, keys, run, ask: question, pressed, enabled}) {
    const button = element("button", {
      type: "button",
      class: `btn btn-plain editor-${name}`,
      title: keys && `${words[name]} (${shownKeys(keys)})`,
      "aria-keyshortcuts": keys && ariaKeys(keys),
      "data-command": name,
    }, words[name]);
    button.addEventListener("mousedown", event => event.preventDefault());
    button.addEventListener("click", () => {
      if (button.getAttribute("aria-disabled") === "true") {
        return;
      }
      if (question) {
        question(this.view);
      } else {
        run(this.view.state, this.view.dispatch, this.view);
        this.view.focus();
      }
    });
    this.updates.push(state => {
      if (pressed) {
        button.setAttribute("aria-pressed", String(!!pressed(state)));
      }
      const can = enabled ? enabled(state) : question ? true : run(state);
      if (can) {
        button.removeAttribute("aria-disabled");
      } else {
        button.setAttribute("aria-disabled", "true");
      }
    });
    return button;
  }

  update(view) {
    if (view.composing) {
      return; // nothing moves under a person who is choosing a word
    }
    this.updates.forEach(each => each(view.state));
    if (!this.stops().some(stop => stop.tabIndex === 0)) {
      this.current(this.stops()[0]);
    }
  }

  stops() {
    return Array.from(this.dom.querySelectorAll("button, select")).filter(stop => !stop.closest("[hidden]"));
  }

  current(stop) {
    for (const each of this.dom.querySelectorAll("button, select")) {
      each.tabIndex = each === stop ? 0 : -1;
    }
  }

  focus() {
    (this.stops().find(stop => stop.tabIndex === 0) ?? this.stops()[0]).focus();
  }

  move(event) {
    const stops = this.stops();
    const at = stops.indexOf(event.target);
    const to = {
      ArrowRight: stops[(at + 1) % stops.length],
      ArrowLeft: stops[(at + stops.length - 1) % stops.length],
      Home: stops[0],
      End: stops[stops.length - 1],
      Escape: this.view,
    }[event.key];
    if (to && !event.altKey && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      to.focus();
    }
  }
}
