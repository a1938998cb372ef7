/*
 * Offers what an earlier visit left unsaved in this browser.
 */
import {element, freshId} from "./dom.js";
import {words} from "./words.js";

/** @param isNewer whether nothing was saved since */
export function offer(form, at, isNewer, {restore, discard}) {
  const when = new Date(at).toLocaleString(document.documentElement.lang || undefined, {dateStyle: "long", timeStyle: "medium"});
  const title = freshId("editor-offer");
  const button = (label, kind) => element("button", {type: "button", class: "btn " + kind}, label);
  const yes = button(words.restore, "btn-main");
  const no = button(words.discard, "btn-plain");
  const said = element("p", {role: "status"});
  const box = element("section", {class: "notice due editor-offer", "aria-labelledby": title},
    element("h2", {id: title}, words.restoreTitle),
    element("p", {}, (isNewer ? words.restoreNewer : words.restoreOlder)(when)),
    element("p", {class: "editor-ways"}, yes, no));
  const end = (act, message) => {
    box.replaceChildren(said);
    said.textContent = message;
    act();
  };
  yes.addEventListener("click", () => end(restore, words.restored));
  no.addEventListener("click", () => end(discard, words.discarded));
  form.prepend(box);
}
