package io.imprimatur.publishing.site;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts changes by what they concern. A page remembers the count of its scope from before it was
 * made, and is old once that has moved.
 */
final class Scopes {

  /** Any article of any language. */
  static final String EVERYTHING = "*";

  /** What no article changes. */
  static final String NOTHING = "-";

  private final Map<String, AtomicLong> editions = new ConcurrentHashMap<>();
  private final AtomicLong all = new AtomicLong();

  static String language(String language) {
    return language;
  }

  static String section(String language, String section) {
    return language + "/" + section;
  }

  /** How often a scope has changed. */
  long edition(String scope) {
    AtomicLong edition = editions.get(scope);
    return all.get() + (edition == null ? 0 : edition.get());
  }

  /** The counts of now, for what will know its scope only when it is made. */
  Before now() {
    long every = all.get();
    Map<String, Long> counts = new HashMap<>();
    editions.keySet().forEach(scope -> counts.put(scope, edition(scope)));
    return new Before(counts, every);
  }

  /** The counts of a moment. */
  record Before(Map<String, Long> counts, long every) {
    long edition(String scope) {
      return counts.getOrDefault(scope, every);
    }
  }

  void changed(String scope) {
    editions.computeIfAbsent(scope, s -> new AtomicLong()).incrementAndGet();
  }

  /** Whatever was made before is old. */
  void allChanged() {
    all.incrementAndGet();
  }
}
