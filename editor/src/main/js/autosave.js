/*
 * Saves the form while a person types: after a short rest, never while an input method composes a word,
 * one request at a time, and never over what somebody else saved meanwhile.
 */
import {Copy} from "./copy.js";
import {element} from "./dom.js";
import {putBack, same, typed} from "./fields.js";
import {Notices} from "./notices.js";
import {offer} from "./offer.js";
import {Session} from "./session.js";
import {words} from "./words.js";

/** After a word is chosen the editor needs a moment to take it in, in milliseconds. */
const AFTER_COMPOSING = 100;
const LONGEST_WAIT = 60_000;
/** Fields that carry the text of the form's version, from which a conflict can tell who changed what. */
const BASE = "base.";
const TIMEOUT = 30_000;

export class Autosave {
  constructor(form, editors) {
    const data = form.dataset;
    this.form = form;
    this.editors = editors;
    this.url = data.autosave;
    this.rest = Number(data.autosaveRest || 1500);
    this.longest = Number(data.autosaveLongest || 10_000);
    this.firstRetry = Number(data.autosaveRetry || 2000);
    this.version = form.elements.namedItem("version");
    this.copy = new Copy(data.article, data.person);
    this.notices = new Notices(form);
    this.session = new Session(form);

    this.edits = 0;
    this.saved = 0;
    this.since = null; // when the oldest unsaved edit was made
    this.failures = 0;
    this.sending = null;
    this.stopped = null; // "conflict" or "session": only a person's own step leads on
    this.paused = false; // the server said what is wrong: the next change tries again
    this.composing = false;
    this.leaving = false;
    this.lastSaved = this.typed();
    this.savedText = this.notices.state?.textContent.trim() || words.saved;
    this.listen();
    if (form.hasAttribute("data-unsaved")) {
      this.lastSaved = null;
      this.edited();
    } else {
      this.offerCopy();
    }
  }

  typed() {
    return typed(this.form, this.editors);
  }

  get unsaved() {
    return this.edits !== this.saved;
  }

  listen() {
    // Browsers put fields back to what they held on an earlier visit, beside the newer version number.
    this.form.setAttribute("autocomplete", "off");
    const isOwn = event => event.target.name && event.target.type !== "file";
    this.form.addEventListener("input", event => isOwn(event) && this.edited());
    this.form.addEventListener("change", event => isOwn(event) && this.edited());
    this.form.addEventListener("compositionstart", () => {
      this.composing = true;
    });
    this.form.addEventListener("compositionend", () => {
      this.composing = false;
      this.plan(this.rest, AFTER_COMPOSING);
    });
    document.addEventListener("keydown", event => {
      if (!event.isComposing && (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "s") {
        event.preventDefault();
        this.now();
      }
    });
    this.form.addEventListener("submit", event => this.submitted(event));
    document.addEventListener("click", event => this.followed(event));
    window.addEventListener("beforeunload", event => {
      if (this.unsaved && !this.leaving) {
        event.preventDefault();
        event.returnValue = "";
      }
    });
    window.addEventListener("pagehide", () => this.unsaved && !this.leaving && this.keep());
    window.addEventListener("pageshow", () => {
      this.leaving = false;
    });
    window.addEventListener("online", () => this.failures && this.unsaved && this.plan(0));
  }

  /** Called for each change, by the fields and by the editor. */
  edited() {
    this.edits++;
    this.since = this.paused ? Date.now() : this.since ?? Date.now();
    this.paused = false;
    if (!this.sending && !this.stopped && !this.failures) {
      this.notices.tell("unsaved", words.unsaved);
    }
    this.plan(this.rest);
  }

  /** Saves after that time, or earlier where an edit has waited for long enough. */
  plan(wait, least = 0) {
    clearTimeout(this.timer);
    if (this.unsaved) {
      const isStuck = this.stopped || this.failures;
      const longest = isStuck ? wait : this.since + this.longest - Date.now();
      this.timer = setTimeout(() => this.due(), Math.max(least, Math.min(wait, longest)));
    }
  }

  due() {
    if (this.isComposing()) {
      return; // the end of the composition plans anew
    }
    if (this.stopped || this.retryAt > Date.now()) {
      this.keep();
      return;
    }
    this.save();
  }

  isComposing() {
    return this.composing || this.editors.some(editor => editor.composing);
  }

  /** A person asks for it: the Save button, or Ctrl+S. */
  async now() {
    if (this.stopped === "conflict") {
      this.notices.box.querySelector("button")?.focus();
      return false;
    }
    if (this.stopped === "session" && !await this.signedInAgain()) {
      return false;
    }
    this.stopped = null;
    this.asked = true;
    if (this.sending) {
      await this.sending;
    }
    return this.unsaved ? this.save() : this.tellSaved(null);
  }

  save() {
    this.sending ??= this.send().finally(() => {
      this.sending = null;
      if (!this.failures && !this.paused) {
        this.plan(this.rest);
      }
    });
    return this.sending;
  }

  async send() {
    clearTimeout(this.timer);
    clearTimeout(this.retry);
    const edits = this.edits;
    const since = this.since;
    this.since = null;
    if (!this.failures) {
      this.notices.tell("saving", words.saving);
    }
    const fields = this.typed();
    if (same(fields, this.lastSaved)) {
      this.saved = edits; // typed and taken back
      return this.tellSaved(null);
    }
    this.lastSaved = null; // until an answer says so
    const answer = await this.post();
    if (answer.ok) {
      this.lastSaved = fields;
      this.rebase(fields);
      this.taken(edits, answer.body);
      return true;
    }
    this.since ??= since;
    this.paused = edits === this.edits;
    this.keep();
    this.refused(answer);
    return false;
  }

  async post(again = true) {
    let response;
    try {
      response = await fetch(this.url, {
        method: "POST",
        headers: {"Accept": "application/json", "X-CSRF-TOKEN": this.session.token()},
        body: new URLSearchParams(Array.from(new FormData(this.form)).filter(([name, value]) => typeof value === "string" && !name.startsWith(BASE))),
        credentials: "same-origin",
        redirect: "manual",
        signal: AbortSignal.timeout(TIMEOUT),
      });
    } catch {
      return {status: 0};
    }
    if (response.type === "opaqueredirect") {
      return {status: 401};
    }
    const body = await response.json().catch(() => null);
    if (response.status === 403 && again && await this.session.renew() === "renewed") {
      return this.post(false);
    }
    const isSaved = response.ok && body?.version !== undefined;
    return {ok: isSaved, status: response.ok && !isSaved ? 0 : response.status, body, after: response.headers.get("Retry-After")};
  }

  taken(edits, body) {
    this.saved = edits;
    this.failures = 0;
    this.retryAt = 0;
    this.follow(body.version);
    this.notices.clear();
    if (this.unsaved) {
      this.notices.tell("unsaved", words.unsaved);
    } else {
      this.copy.drop();
      this.tellSaved(body.saved);
    }
  }

  tellSaved(text) {
    this.savedText = text ?? this.savedText;
    this.notices.tell("saved", this.savedText, this.asked);
    this.asked = false;
    return true;
  }

  /** What was saved is what the next change begins from. */
  rebase(fields) {
    const old = this.form.querySelectorAll(`input[type=hidden][name^="${BASE}"]`);
    if (old.length) {
      old.forEach(field => field.remove());
      this.form.append(...fields.map(([name, value]) => element("input", {type: "hidden", name: BASE + name, value})));
    }
  }

  /** The other forms of the page about this text go on from the same version. */
  follow(version) {
    const before = this.version?.value;
    for (const field of document.querySelectorAll("input[type=hidden][name=version]")) {
      if (field === this.version || field.value === before) {
        field.value = version;
      }
    }
  }

  refused({status, body, after}) {
    const message = body?.message ?? body?.detail;
    if (status === 409 || status === 412) {
      this.stop("conflict");
      this.notices.show(message ?? words.conflict, ...(body?.conflict ? [this.notices.way(body.conflict, words.compare)] : []));
    } else if (status === 401) {
      this.endSession(words.sessionEnded);
    } else if (Array.isArray(body?.errors) && status >= 400 && status < 500) {
      this.failures = 0;
      this.notices.tell("stopped", words.notSaved, true);
      this.notices.mark(body.errors, this.editors);
    } else if (status >= 400 && status < 500 && status !== 408 && status !== 429) {
      this.failures = 0;
      this.notices.tell("stopped", words.notSaved, true);
      this.notices.show(message ?? words.refused);
    } else {
      this.tryAgain(after);
    }
  }

  stop(why) {
    this.stopped = why;
    this.failures = 0;
    clearTimeout(this.timer);
    this.notices.tell("stopped", words.notSaved, true);
  }

  endSession(message) {
    this.stop("session");
    const page = this.form.dataset.signIn;
    this.notices.show(message,
      ...(page ? [this.notices.link(page, words.signIn)] : []),
      this.notices.button(words.save, () => this.now()));
  }

  async signedInAgain() {
    const outcome = await this.session.renew();
    if (outcome === "renewed") {
      this.notices.hide();
      return true;
    }
    this.endSession(outcome === "other" ? words.otherPerson : words.sessionEnded);
    return false;
  }

  tryAgain(after) {
    this.failures++;
    const asked = Number(after) * 1000;
    const wait = Math.min(LONGEST_WAIT, Math.max(asked || 0, this.firstRetry * 2 ** Math.min(this.failures - 1, 8)));
    this.notices.tell("retrying", words.retrying, this.failures === 1);
    this.retryAt = Date.now() + wait;
    clearTimeout(this.retry);
    this.retry = setTimeout(() => {
      this.retryAt = 0;
      if (this.isComposing()) {
        return; // the end of the composition tries
      }
      this.save();
    }, wait);
  }

  /** @param sent whether the fields are on their way to the server as a page's form */
  keep(sent = false) {
    this.copy.keep(this.version?.value, this.typed(), sent);
  }

  offerCopy() {
    const copy = this.copy.find();
    if (!copy) {
      return;
    }
    const isNewer = copy.version === this.version?.value;
    if (same(copy.fields, this.lastSaved) || (copy.sent && !isNewer)) {
      this.copy.drop(); // it has arrived
      return;
    }
    offer(this.form, copy.at, isNewer, {
      restore: () => {
        putBack(this.form, this.editors, copy.fields);
        // Typed upon an older state, it meets the newer one as a conflict, where both are compared.
        if (this.version && copy.version !== undefined) {
          this.version.value = copy.version;
        }
        this.edited();
      },
      discard: () => this.copy.drop(),
    });
  }

  submitted(event) {
    const button = event.submitter;
    if (button?.hasAttribute("data-save")) {
      event.preventDefault();
      this.now();
    } else if (this.sending) {
      // Two requests with one version number would make a conflict with oneself.
      event.preventDefault();
      this.sending.then(() => !this.stopped && this.form.requestSubmit(button));
    } else {
      clearTimeout(this.timer);
      clearTimeout(this.retry);
      if (this.unsaved) {
        this.keep(true); // it may still get lost on its way
      }
      this.leaving = true;
    }
  }

  /** Links that go on with this text wait until it is saved. */
  followed(event) {
    const link = event.target instanceof Element && event.target.closest("a[data-after-save]");
    if (!link || !this.unsaved || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) {
      return;
    }
    event.preventDefault();
    this.now().then(saved => {
      if (saved && !this.unsaved) {
        window.location.assign(link.href);
      }
    });
  }
}
