/*
 * The copy in this browser of what the server doesn't have yet: one for each text and person.
 */
export class Copy {
  constructor(article, person) {
    this.key = article && person ? `imprimatur-unsaved:${article}:${person}` : null;
  }

  /**
   * @param version the saved state that was typed upon
   * @param sent whether it is on its way to the server
   */
  keep(version, fields, sent) {
    const copy = {version, fields, sent, at: new Date().toISOString()};
    this.store(storage => storage.setItem(this.key, JSON.stringify(copy)));
  }

  find() {
    return this.store(storage => {
      const copy = JSON.parse(storage.getItem(this.key));
      return Array.isArray(copy?.fields) && typeof copy.at === "string" ? copy : null;
    }) ?? null;
  }

  drop() {
    this.store(storage => storage.removeItem(this.key));
  }

  /** A browser may have no room, or forbid it; then there is no copy. */
  store(use) {
    try {
      return this.key ? use(window.localStorage) : null;
    } catch {
      return null;
    }
  }
}
