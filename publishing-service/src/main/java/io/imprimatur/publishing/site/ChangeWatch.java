package io.imprimatur.publishing.site;

import io.imprimatur.publishing.site.Shelf.Changed;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Looks again and again for what changed in the database, so that each instance notices what
 * another one did.
 *
 * <p>Time is the database's own. Writes may become visible a little out of order, so each look goes
 * back some way and tells known changes by their counters. Where that clock was set back, or the
 * database was away and may have another clock now, a change may bear a time that was read already:
 * then everything may have changed.
 */
public final class ChangeWatch {

  private static final Logger LOG = System.getLogger(ChangeWatch.class.getName());
  private static final Duration OVERLAP = Duration.ofSeconds(10);

  /** Less than this is no clock set back: the overlap covers it. */
  private static final Duration WOBBLE = OVERLAP.dividedBy(2);

  private static final int PART = 500;

  private final Shelf shelf;
  private final Consumer<List<Changed>> changed;
  private final Runnable unknown;
  private final Map<String, Seen> seen = new HashMap<>();
  private Instant newest;
  private volatile boolean away;

  private record Seen(long guard, Instant changedAt) {}

  /**
   * @param changed told what changed
   * @param unknown told when it can't be known what changed before
   */
  public ChangeWatch(Shelf shelf, Consumer<List<Changed>> changed, Runnable unknown) {
    this.shelf = shelf;
    this.changed = changed;
    this.unknown = unknown;
  }

  /** Whether the last look found the database away. */
  public boolean isAway() {
    return away;
  }

  /** Looks once. */
  public synchronized void look() {
    try {
      Instant now = shelf.now();
      if (newest == null || away || wentBack(now)) {
        begin(now);
      }
      readOn(now);
      if (away) {
        LOG.log(Level.INFO, "the database answers again");
      }
      away = false;
    } catch (RuntimeException e) {
      if (!away) {
        LOG.log(
            Level.WARNING,
            "the database does not answer; pages in memory still do: {0}",
            e.toString());
      }
      away = true;
    }
  }

  private boolean wentBack(Instant now) {
    boolean back = now.isBefore(newest.minus(WOBBLE));
    if (back) {
      LOG.log(
          Level.WARNING,
          "the database''s clock went back from {0} to {1}; every page is made anew",
          newest,
          now);
    }
    return back;
  }

  /** Whatever was made before may have changed since. */
  private void begin(Instant now) {
    newest = now;
    unknown.run();
  }

  private void readOn(Instant now) {
    Instant since = newest.minus(OVERLAP);
    int skip = 0;
    List<Changed> part;
    do {
      part = shelf.changedSince(since, skip, PART);
      take(part, now);
      skip += part.size();
    } while (part.size() == PART);
    Instant old = newest.minus(OVERLAP);
    seen.values().removeIf(s -> s.changedAt.isBefore(old));
  }

  private void take(List<Changed> part, Instant now) {
    List<Changed> news =
        part.stream()
            .filter(
                c -> !seen.containsKey(c.articleId()) || seen.get(c.articleId()).guard != c.guard())
            .toList();
    if (!news.isEmpty()) {
      changed.accept(news);
    }
    for (Changed change : part) {
      seen.put(change.articleId(), new Seen(change.guard(), change.changedAt()));
      // A time to come, written before the clock went back, says nothing of what comes next.
      if (change.changedAt().isAfter(newest)) {
        newest = change.changedAt().isAfter(now) ? now : change.changedAt();
      }
    }
  }
}
