/* What every page for staff does beyond plain HTML; each page works without it. */
(() => {
  "use strict";

  const typing = (target) =>
    target instanceof Element &&
    (target.closest("input, textarea, select, [contenteditable='true'], [contenteditable='']") !== null);

  /* "?" opens the list of keys, where a page has one: <dialog id="keys">. */
  document.addEventListener("keydown", (event) => {
    if (event.key !== "?" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) {
      return;
    }
    const keys = document.getElementById("keys");
    if (keys instanceof HTMLDialogElement && !keys.open) {
      event.preventDefault();
      keys.showModal();
    }
  });

  document.addEventListener("click", (event) => {
    const opener = event.target instanceof Element ? event.target.closest("[data-opens]") : null;
    if (opener) {
      const dialog = document.getElementById(opener.getAttribute("data-opens"));
      if (dialog instanceof HTMLDialogElement) {
        event.preventDefault();
        dialog.showModal();
      }
    }
  });

  /* Filters apply as soon as a choice is made; the button stays for who has no script. */
  document.addEventListener("change", (event) => {
    const form = event.target instanceof Element ? event.target.closest("form[data-apply]") : null;
    if (form instanceof HTMLFormElement && event.target instanceof HTMLSelectElement) {
      form.requestSubmit();
    }
  });

  /* One press, one command: a form that is on its way can't be sent again by a second click. */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.method !== "post" || form.hasAttribute("data-again")) {
      return;
    }
    if (form.dataset.sent === "true") {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "true";
    window.setTimeout(() => delete form.dataset.sent, 5000);
  });
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
  });

  /* What went wrong is read first. */
  document.addEventListener("DOMContentLoaded", () => {
    const summary = document.querySelector(".error-summary");
    if (summary instanceof HTMLElement) {
      summary.focus();
    }
  });
})();
