/*
 * The hidden token of the form, and a new one after a sign-in in another tab.
 */
import {inert} from "./html.js";

export class Session {
  constructor(form) {
    this.form = form;
  }

  token() {
    return this.form.elements.namedItem("_csrf")?.value ?? "";
  }

  /**
   * Reads this page again for its token.
   *
   * @return "renewed", "other" where somebody else is signed in now, "none" where nobody is
   */
  async renew() {
    let page;
    try {
      const response = await fetch(window.location.href, {headers: {"Accept": "text/html"}, redirect: "manual", cache: "no-store"});
      if (!response.ok) {
        return "none";
      }
      page = inert(await response.text());
    } catch {
      return "none";
    }
    const form = page.querySelector("form[data-autosave]");
    const token = form?.querySelector("input[name=_csrf]")?.getAttribute("value");
    if (!token) {
      return "none";
    }
    if (form.dataset.person !== this.form.dataset.person) {
      return "other";
    }
    const old = this.token();
    for (const field of document.querySelectorAll("input[type=hidden][name=_csrf]")) {
      field.value = token;
    }
    const headers = document.body.getAttribute("hx-headers");
    if (headers && old) {
      document.body.setAttribute("hx-headers", headers.replaceAll(old, token));
    }
    return "renewed";
  }
}
