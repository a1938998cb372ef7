package io.imprimatur.publishing.site;

import io.imprimatur.publishing.site.Shelf.Changed;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Looks again and again for what changed in the database, so that each instance notices what
 * another one did.
 *
 * <p>Time is the database's own. Writes may become visible a little out of order, so each look goes
 * back some way and tells known changes by their counters.
 */
public final class ChangeWatch {

  private static final Logger LOG = System.getLogger(ChangeWatch.class.getName());
  private static final Duration OVERLAP = Duration.ofSeconds(10);
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
      if (newest == null) {
        begin();
      }
      readOn();
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

  /** Whatever was made before the first look may have changed since. */
  private void begin() {
    Optional<Instant> last = shelf.lastChange();
    newest = last.orElse(Instant.EPOCH);
    unknown.run();
  }

  private Instant from() {
    return newest.equals(Instant.EPOCH) ? newest : newest.minus(OVERLAP);
  }

  private void readOn() {
    Instant since = from();
    int skip = 0;
    List<Changed> part;
    do {
      part = shelf.changedSince(since, skip, PART);
      take(part);
      skip += part.size();
    } while (part.size() == PART);
    Instant old = from();
    seen.values().removeIf(s -> s.changedAt.isBefore(old));
  }

  private void take(List<Changed> part) {
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
      if (change.changedAt().isAfter(newest)) {
        newest = change.changedAt();
      }
    }
  }
}
