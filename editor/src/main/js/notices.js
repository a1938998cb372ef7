/*
 * What the form says about saving: one line that tells the state, and a notice with a way out where saving fails.
 */
import {element, freshId} from "./dom.js";
import {words} from "./words.js";

export class Notices {
  constructor(form) {
    this.form = form;
    this.state = document.querySelector("[data-save-state]");
    this.box = element("div", {class: "notice due editor-notice", role: "alert", hidden: true});
    form.prepend(this.box);
    this.marked = [];
  }

  /**
   * @param name unsaved, saving, saved, retrying or stopped, for the style sheet
   * @param aloud whether screen readers should hear of it; each autosave would be too much
   */
  tell(name, text, aloud = false) {
    if (this.state) {
      this.state.setAttribute("aria-live", aloud ? "polite" : "off");
      this.state.dataset.saveState = name;
      this.state.textContent = text;
    }
  }

  /** @param ways out: links and buttons below the message */
  show(message, ...ways) {
    this.box.replaceChildren(
      element("p", {}, message),
      ...(ways.length ? [element("p", {class: "editor-ways"}, ...ways)] : []));
    this.box.hidden = false;
  }

  hide() {
    this.box.hidden = true;
    this.box.replaceChildren();
  }

  link(address, label) {
    return element("a", {href: address, target: "_blank", rel: "noopener", class: "btn btn-plain"}, label);
  }

  button(label, press) {
    const button = element("button", {type: "button", class: "btn btn-main"}, label);
    button.addEventListener("click", press);
    return button;
  }

  /** Sends the form's fields there, as they stand. */
  way(address, label) {
    return element("button", {type: "submit", formaction: address, formmethod: "post", formnovalidate: true, class: "btn btn-main"}, label);
  }

  /** Puts each message beside its field; what belongs to no field goes to the notice. */
  mark(errors, editors) {
    this.clear();
    const rest = [];
    for (const {field, message} of errors) {
      const control = field && this.form.elements.namedItem(field);
      const editor = editors.find(each => each.textarea === control);
      const first = control instanceof Element ? control : control?.[0];
      const place = editor?.view.dom ?? first;
      if (!place || (!editor && place.type === "hidden")) {
        rest.push(message);
        continue;
      }
      const error = element("p", {class: "field-error", id: freshId("editor-error")}, message);
      (editor?.dom ?? place).before(error);
      const described = place.getAttribute("aria-describedby");
      place.setAttribute("aria-describedby", [error.id, described].filter(Boolean).join(" "));
      place.setAttribute("aria-invalid", "true");
      this.marked.push(() => {
        error.remove();
        if (described) place.setAttribute("aria-describedby", described);
        else place.removeAttribute("aria-describedby");
        place.removeAttribute("aria-invalid");
      });
    }
    this.show([words.wrong, ...rest].join(" "));
  }

  clear() {
    this.marked.splice(0).forEach(undo => undo());
    this.hide();
    this.forgetOlder();
  }

  /** What was wrong when the page was made is judged anew by each answer. */
  forgetOlder() {
    document.querySelector(".error-summary")?.remove();
    for (const error of this.form.querySelectorAll(".field-error")) {
      for (const place of this.form.querySelectorAll(`[aria-describedby~="${error.id}"]`)) {
        const others = place.getAttribute("aria-describedby").split(" ").filter(id => id && id !== error.id);
        place.setAttribute("aria-describedby", others.join(" "));
        place.removeAttribute("aria-invalid");
      }
      error.closest(".field")?.classList.remove("wrong");
      error.remove();
    }
  }
}
