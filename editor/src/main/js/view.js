/*
 * Puts the editor in the place of a text area. The text area stays in the form and carries the text to the server.
 */
import {baseKeymap, chainCommands, exitCode} from "prosemirror-commands";
import {dropCursor} from "prosemirror-dropcursor";
import {gapCursor} from "prosemirror-gapcursor";
import {history, redo, undo} from "prosemirror-history";
import {keymap} from "prosemirror-keymap";
import {splitListItem} from "prosemirror-schema-list";
import {EditorState, Plugin} from "prosemirror-state";
import {goToNextCell, tableEditing} from "prosemirror-tables";
import {EditorView} from "prosemirror-view";
import * as commands from "./commands.js";
import {element, freshId} from "./dom.js";
import {read, write} from "./html.js";
import {pasted, pastedText} from "./paste.js";
import {clipboard, schema} from "./schema.js";
import {askForLink, Toolbar} from "./toolbar.js";
import {words} from "./words.js";

const {nodes} = schema;

export class Editor {
  /** @param changed called after each change of the text */
  constructor(textarea, changed) {
    this.textarea = textarea;
    this.changed = changed;
    const id = textarea.id || freshId("editor");
    const label = textarea.labels?.[0];
    const name = textarea.getAttribute("aria-label") || label?.textContent.trim() || "";
    this.note = element("p", {class: "editor-note", role: "status"});
    const hint = element("p", {class: "visually-hidden", id: id + "-keys"}, words.toolbarHint);
    const place = element("div", {class: "editor-page"});
    this.dom = element("div", {class: "editor"}, place, hint, this.note);

    // The markup's text, not the field's: browsers put back what stood there on an earlier visit.
    this.first = textarea.defaultValue;
    const editable = !textarea.readOnly && !textarea.disabled;
    this.view = new EditorView(place, {
      state: this.state(read(this.first)),
      editable: () => editable,
      attributes: {
        id,
        class: "text",
        role: "textbox",
        "aria-multiline": "true",
        "aria-label": name,
        "aria-describedby": [textarea.getAttribute("aria-describedby"), hint.id].filter(Boolean).join(" "),
        ...(textarea.required ? {"aria-required": "true"} : {}),
        ...(textarea.getAttribute("aria-invalid") ? {"aria-invalid": "true"} : {}),
        ...(editable ? {} : {"aria-readonly": "true", tabindex: "0"}),
        lang: textarea.lang || textarea.closest("[lang]")?.lang || "",
        spellcheck: textarea.getAttribute("spellcheck") ?? "true",
      },
      transformPastedHTML: html => {
        const {html: clean, message} = pasted(html);
        this.say(message);
        return clean;
      },
      transformPastedText: pastedText,
      clipboardSerializer: clipboard,
      handlePaste: (view, event) => this.onlyFiles(event.clipboardData),
      handleDrop: (view, event) => Array.from(event.dataTransfer?.types ?? []).includes("Files"),
    });
    if (editable) {
      this.toolbar = new Toolbar(this.view, id);
      this.dom.prepend(this.toolbar.dom);
      this.view.dom.addEventListener("compositionend", () => setTimeout(() => this.toolbar.update(this.view), 100));
    }
    this.shown = this.view.state.doc;
    textarea.id = id + "-source";
    textarea.hidden = true;
    textarea.required = false; // a hidden field can't be pointed at; the server checks
    textarea.after(this.dom);
    label?.addEventListener("click", event => {
      event.preventDefault();
      this.view.focus();
    });
    textarea.form?.addEventListener("formdata", event => event.formData.set(textarea.name, this.html()));
    textarea.form?.addEventListener("submit", () => this.carry(), {capture: true});
  }

  state(doc) {
    return EditorState.create({
      doc,
      plugins: [
        keymap(this.keys()),
        keymap(baseKeymap),
        tableEditing(),
        history(),
        dropCursor({class: "editor-drop", color: false}),
        gapCursor(),
        new Plugin({view: () => ({update: (view, before) => this.updated(view, before)})}),
      ],
    });
  }

  keys() {
    const style = name => commands.setBlockStyle(name);
    return {
      "Mod-z": undo,
      "Mod-y": redo,
      "Shift-Mod-z": redo,
      "Mod-b": commands.bold,
      "Mod-i": commands.italic,
      "Mod-,": commands.subscript,
      "Mod-.": commands.superscript,
      "Mod-\\": commands.clear,
      "Mod-k": (state, dispatch, view) => {
        if (view) askForLink(view);
        return true;
      },
      "Mod-Shift-7": commands.toggleList(nodes.ordered_list),
      "Mod-Shift-8": commands.toggleList(nodes.bullet_list),
      "Mod-Shift-9": commands.toggleQuote,
      "Mod-]": commands.indent,
      "Mod-[": commands.outdent,
      "Mod-Alt-0": style("paragraph"),
      "Mod-Alt-1": style("heading2"),
      "Mod-Alt-2": style("heading3"),
      "Mod-Alt-3": style("heading4"),
      "Enter": splitListItem(nodes.list_item),
      "Shift-Enter": commands.lineBreak,
      "Mod-Enter": chainCommands(exitCode, commands.lineBreak),
      "Alt-F10": () => {
        this.toolbar?.focus();
        return true;
      },
      // Tab leads on to the next field, except from cell to cell; the last cell lets it go.
      "Tab": goToNextCell(1),
      "Shift-Tab": goToNextCell(-1),
    };
  }

  updated(view, before) {
    this.toolbar?.update(view);
    if (!view.state.doc.eq(before.doc)) {
      this.changed();
    }
  }

  get composing() {
    return this.view.composing;
  }

  /** The text, kept until it changes because writing a long one takes time. */
  html() {
    if (this.written?.doc !== this.view.state.doc) {
      this.written = {doc: this.view.state.doc, html: write(this.view.state.doc)};
    }
    return this.written.html;
  }

  carry() {
    this.textarea.value = this.html();
  }

  replace(html) {
    this.view.dispatch(this.view.state.tr.replaceWith(0, this.view.state.doc.content.size, read(html).content));
  }

  say(message) {
    this.note.textContent = message;
  }

  onlyFiles(data) {
    const types = Array.from(data?.types ?? []);
    if (types.includes("Files") && !types.includes("text/html") && !types.includes("text/plain")) {
      this.say(words.leftOut(words.pictures(data.files.length || 1)));
      return true;
    }
    return false;
  }
}
