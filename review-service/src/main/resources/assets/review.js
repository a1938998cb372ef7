/* Keys of review's pages. They never decide by themselves, and never work while somebody types. */
(() => {
  "use strict";

  const STORED = "imprimatur-review-keys";

  const typing = (target) =>
    target instanceof Element &&
    target.closest("input:not([type='checkbox']), textarea, select, dialog[open], [contenteditable='true']") !== null;

  const on = () => {
    try {
      return localStorage.getItem(STORED) !== "off";
    } catch {
      return true;
    }
  };

  /* The change after or before the one where the person is; the first or last one else. */
  const change = (step) => {
    const all = [...document.querySelectorAll("[data-change]")];
    if (all.length === 0) {
      return;
    }
    const at = all.indexOf(document.activeElement);
    const next = at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + step, 0), all.length - 1);
    all[next].focus({ preventScroll: true });
    all[next].scrollIntoView({ block: "center" });
  };

  const follow = (link) => link instanceof HTMLAnchorElement && link.click();

  const request = () => {
    const ask = document.querySelector("details[data-ask='request-changes']");
    if (ask instanceof HTMLDetailsElement) {
      ask.open = true;
      ask.querySelector("textarea").focus();
    }
  };

  const keys = {
    a: () => document.getElementById("approve")?.focus(),
    r: request,
    j: () => change(1),
    k: () => change(-1),
    n: () => follow(document.querySelector("a[data-next]")),
  };

  /* Who switched the keys off opens their list by its button. */
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.key === "?" && !on()) {
        event.stopImmediatePropagation();
      }
    },
    true,
  );

  let wentAt = 0;

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target) || !on()) {
      return;
    }
    const now = Date.now();
    if (event.key === "g") {
      wentAt = now;
      return;
    }
    if (event.key === "i" && now - wentAt < 1500) {
      event.preventDefault();
      window.location.assign(document.body.dataset.base);
      return;
    }
    wentAt = 0;
    const act = Object.hasOwn(keys, event.key) ? keys[event.key] : null;
    if (act) {
      event.preventDefault();
      act();
    }
  });

  const show = () => {
    document.querySelectorAll("[data-needs-script]").forEach((part) => part.removeAttribute("hidden"));
    const box = document.getElementById("keys-on");
    if (box instanceof HTMLInputElement) {
      box.checked = on();
      box.addEventListener("change", () => {
        try {
          localStorage.setItem(STORED, box.checked ? "on" : "off");
        } catch {
          box.checked = true; // nothing can be kept here: the keys stay
        }
      });
    }
    const asked = document.querySelector("details[data-ask][open] textarea");
    if (asked && !document.querySelector(".error-summary")) {
      asked.focus();
    }
  };

  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", show);
  } else {
    show();
  }
})();
