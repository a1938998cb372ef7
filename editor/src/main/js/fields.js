/*
 * What a person types into a form, as pairs of name and value, to keep and to put back.
 */
const OWN = new Set(["_csrf", "version"]);

function isTyped(control) {
  return control.name && !OWN.has(control.name) && !control.disabled
    && !["hidden", "file", "submit", "button", "reset", "image"].includes(control.type) && control.tagName !== "FIELDSET";
}

/** The hidden fields of the form are the server's, except the text of an editor, which is carried in one. */
export function typed(form, editors) {
  const pairs = [];
  for (const control of Array.from(form.elements)) {
    const editor = editors.find(each => each.textarea === control);
    if (editor) {
      pairs.push([control.name, editor.html()]);
    } else if (isTyped(control)) {
      if (control.type === "checkbox" || control.type === "radio") {
        if (control.checked) pairs.push([control.name, control.value]);
      } else if (control.type === "select-multiple") {
        Array.from(control.selectedOptions).forEach(option => pairs.push([control.name, option.value]));
      } else {
        pairs.push([control.name, control.value]);
      }
    }
  }
  return pairs;
}

export function putBack(form, editors, pairs) {
  const values = name => pairs.filter(pair => pair[0] === name).map(pair => pair[1]);
  for (const control of Array.from(form.elements)) {
    const kept = values(control.name);
    const editor = editors.find(each => each.textarea === control);
    if (editor) {
      if (kept.length) editor.replace(kept[0]);
    } else if (isTyped(control)) {
      if (control.type === "checkbox" || control.type === "radio") {
        control.checked = kept.includes(control.value);
      } else if (control.type === "select-multiple") {
        Array.from(control.options).forEach(option => {
          option.selected = kept.includes(option.value);
        });
      } else if (kept.length) {
        control.value = kept[0];
      }
    }
  }
}

export function same(some, others) {
  return JSON.stringify(some) === JSON.stringify(others);
}
