/*
 * Small questions: a labelled field or two and buttons, in the browser's own modal dialog.
 */
import {element, freshId} from "./dom.js";
import {words} from "./words.js";

/**
 * @param fields each {name, label, value, hint}
 * @param check given the values, the name of the field that is wrong and what to say: {field, message}, or nothing
 * @param extra a second answer beside the main one: {name, label}
 * @return the values and the name of the button, or null where it was cancelled
 */
export function ask({title, fields, confirm, extra, check = () => null}) {
  const inputs = {};
  const errors = {};
  const rows = fields.map(field => {
    const id = freshId("editor-ask");
    errors[field.name] = element("p", {class: "field-error", id: id + "-error", hidden: true});
    inputs[field.name] = element("input", {
      class: "form-control", type: "text", id, value: field.value ?? "", autocomplete: "off", inputmode: field.inputmode,
      "aria-describedby": [field.hint && id + "-hint", id + "-error"].filter(Boolean).join(" "),
    });
    return element("div", {class: "field"},
      element("label", {class: "form-label", for: id}, field.label),
      ...(field.hint ? [element("span", {class: "hint", id: id + "-hint"}, field.hint)] : []),
      errors[field.name],
      inputs[field.name]);
  });
  const titleId = freshId("editor-ask-title");
  const button = (name, label, kind, type = "button") => element("button", {type, class: `btn ${kind}`, value: name}, label);
  const cancel = button("cancel", words.cancel, "btn-link");
  const second = extra && button(extra.name, extra.label, "btn-plain");
  const form = element("form", {method: "dialog"},
    element("h2", {id: titleId}, title),
    ...rows,
    element("div", {class: "editor-dialog-buttons"}, button("ok", confirm, "btn-main", "submit"), ...(second ? [second] : []), cancel));
  const dialog = element("dialog", {class: "editor-dialog", "aria-labelledby": titleId}, form);

  return new Promise(resolve => {
    const end = answer => {
      if (dialog.isConnected) {
        dialog.close();
        dialog.remove();
        resolve(answer); // at once, before the next key
      }
    };
    const values = () => Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, input.value]));
    form.addEventListener("submit", event => {
      event.preventDefault();
      const wrong = check(values());
      for (const [name, error] of Object.entries(errors)) {
        const message = wrong?.field === name ? wrong.message : "";
        error.textContent = message;
        error.hidden = !message;
        inputs[name].toggleAttribute("aria-invalid", false);
        if (message) inputs[name].setAttribute("aria-invalid", "true");
      }
      if (wrong) {
        inputs[wrong.field].focus();
      } else {
        end({button: "ok", ...values()});
      }
    });
    // Enter that ends a composition chooses a word, and must not send the form.
    form.addEventListener("keydown", event => {
      if (event.key === "Enter" && (event.isComposing || event.keyCode === 229)) {
        event.preventDefault();
      }
    });
    cancel.addEventListener("click", () => end(null));
    second?.addEventListener("click", () => end({button: extra.name, ...values()}));
    dialog.addEventListener("close", () => end(null)); // by Escape
    document.body.append(dialog);
    dialog.showModal();
    inputs[fields[0].name].focus();
    inputs[fields[0].name].select();
  });
}
