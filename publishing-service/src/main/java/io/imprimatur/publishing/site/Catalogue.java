package io.imprimatur.publishing.site;

import io.imprimatur.publishing.publication.Proven;
import io.imprimatur.publishing.publication.Published;
import io.imprimatur.publishing.publication.UnreadablePublication;
import io.imprimatur.publishing.site.Shelf.Changed;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Keeps the search index in step with the site: reads every article when the program starts, and
 * each one again that changed. Only what was proven is taken in.
 *
 * <p>One thread works here; the others only say what there is to do. What waits, or didn't prove,
 * or couldn't be read, is tried again at the next turn; so is whatever anybody found altered, until
 * it is put right and the note of it is taken back.
 */
public final class Catalogue {

  private static final Logger LOG = System.getLogger(Catalogue.class.getName());
  private static final int PART = 200;

  private final Shelf shelf;
  private final Proofs proofs;
  private final SearchIndex index;
  private final ConcurrentLinkedQueue<String> changed = new ConcurrentLinkedQueue<>();
  private final Set<String> again = ConcurrentHashMap.newKeySet();
  private volatile boolean all = true;
  private volatile boolean lookAgain;
  private volatile boolean whole;

  public Catalogue(Shelf shelf, Proofs proofs, SearchIndex index) {
    this.shelf = shelf;
    this.proofs = proofs;
    this.index = index;
  }

  /** Whether every article that stands has been read. */
  boolean isWhole() {
    return whole;
  }

  /** Takes note that articles changed. */
  public void changed(Collection<Changed> changes) {
    changes.forEach(c -> changed.add(c.articleId()));
  }

  /** Takes note that it is not known what changed. */
  public void allChanged() {
    all = true;
  }

  /** Forgets an article at once. */
  public void withdrawn(String articleId) {
    changed.add(articleId);
  }

  /** Does what there is to do. */
  public synchronized void work() {
    if (all) {
      all = false;
      try {
        readAll();
      } catch (RuntimeException e) {
        all = true;
        LOG.log(Level.WARNING, "the search index is not whole yet: {0}", e.toString());
        return;
      }
    }
    Set<String> noted = noted();
    Set<String> some = new LinkedHashSet<>(noted);
    for (String id = changed.poll(); id != null; id = changed.poll()) {
      some.add(id);
    }
    if (!some.isEmpty()) {
      some.forEach(articleId -> read(articleId, noted.contains(articleId)));
      index.refresh();
    }
  }

  /** Those that somebody found altered, where it is time to look at them again. */
  private Set<String> noted() {
    if (!lookAgain) {
      return Set.of();
    }
    lookAgain = false;
    return Set.copyOf(shelf.unproven());
  }

  /** Tries those again that didn't prove, or couldn't be read, here or at another instance. */
  public void tryAgain() {
    List<String> some = List.copyOf(again);
    again.removeAll(some);
    changed.addAll(some);
    lookAgain = true;
  }

  private void readAll() {
    Set<String> gone = new HashSet<>(index.ids());
    String after = "";
    List<String> part;
    do {
      part = shelf.ids(after, PART);
      part.forEach(articleId -> read(articleId, false));
      part.forEach(gone::remove);
      index.refresh();
      after = part.isEmpty() ? after : part.getLast();
    } while (part.size() == PART);
    gone.forEach(articleId -> read(articleId, false)); // what came meanwhile is not gone
    index.refresh();
    whole = true;
  }

  /**
   * @param noted whether it is noted that something is wrong with it
   */
  private void read(String articleId, boolean noted) {
    try {
      if (!isWell(articleId)) {
        // Its page raises the alarm.
        index.remove(articleId);
        again.add(articleId);
      } else if (noted) {
        proofs.allIsWell(articleId);
      }
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "article {0} can''t be read for the search now: {1}", articleId, e);
      again.add(articleId);
    }
  }

  /** Takes an article in that proves, and out one that doesn't stand; false for any other. */
  private boolean isWell(String articleId) {
    try {
      if (!(shelf.find(articleId).orElse(null) instanceof Published standing)) {
        index.remove(articleId);
        return true;
      }
      Optional<Proven> proven = proofs.quietly(standing);
      proven.ifPresent(p -> index.put(entry(p, standing.publishedAt())));
      return proven.isPresent();
    } catch (UnreadablePublication e) {
      proofs.quietly(e);
      return false;
    }
  }

  private static SearchIndex.Entry entry(Proven proven, Instant publishedAt) {
    return new SearchIndex.Entry(
        proven.articleId(),
        proven.edition().digest().value(),
        proven.text().language(),
        proven.text().section(),
        publishedAt,
        proven.text().title(),
        proven.text().summary(),
        PlainText.of(proven.text().body()));
  }
}
