/* A live part names what it shows; the answer "not modified" then leaves it, and where one is in it, alone. */
(() => {
  "use strict";
  document.addEventListener("htmx:configRequest", (event) => {
    const tag = event.target instanceof Element ? event.target.getAttribute("data-tag") : null;
    if (tag) {
      event.detail.headers["If-None-Match"] = tag;
    }
  });
})();
