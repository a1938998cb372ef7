package io.imprimatur.publishing.site;

import io.imprimatur.publishing.publication.Edition;
import io.imprimatur.publishing.publication.KeptText;
import io.imprimatur.publishing.publication.Proven;
import io.imprimatur.publishing.publication.Published;
import io.imprimatur.publishing.publication.SealCheck;
import io.imprimatur.publishing.publication.UnreadablePublication;
import io.imprimatur.seals.KeysUnreachable;
import io.imprimatur.seals.Seal;
import io.imprimatur.seals.SealRefused;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Proves what comes from the shelf, and raises the alarm where that fails. */
public final class Proofs {

  private static final Logger LOG = System.getLogger(Proofs.class.getName());

  private final Shelf shelf;
  private final SealCheck seals;
  private final Alarms alarms;
  private final AtomicLong leftOut = new AtomicLong();

  public Proofs(Shelf shelf, SealCheck seals, Alarms alarms) {
    this.shelf = shelf;
    this.seals = seals;
    this.alarms = alarms;
  }

  /**
   * An article with its words.
   *
   * @throws Withheld where it was altered
   */
  Proven prove(Published published) {
    try {
      Proven proven = check(published.articleId(), published.live());
      alarms.allIsWell(published.articleId());
      return proven;
    } catch (SealRefused e) {
      alarm(published, e);
      throw new Withheld(e);
    }
  }

  /**
   * What an article's seal alone says, for lists; nothing where it was altered, or where it can't
   * be told now for want of its key: one article must not take a whole list away.
   */
  Optional<Seal> glance(Published published) {
    try {
      return Optional.of(seals.check(published.articleId(), published.live()));
    } catch (SealRefused e) {
      alarm(published, e);
    } catch (KeysUnreachable e) {
      LOG.log(
          Level.WARNING,
          "article {0} is left out of lists, it can''t be proven now: {1}",
          published.articleId(),
          e.getMessage());
    }
    leftOut.incrementAndGet();
    return Optional.empty();
  }

  /**
   * An article with its words, where it proves. Where it doesn't, that is noted and raises no
   * alarm, for whoever looks again and again.
   */
  Optional<Proven> quietly(Published published) {
    try {
      return Optional.of(check(published.articleId(), published.live()));
    } catch (SealRefused e) {
      alarms.note(published.articleId(), e.getMessage());
      return Optional.empty();
    }
  }

  /** Takes note that an article can't be read; raises no alarm. */
  void quietly(UnreadablePublication unreadable) {
    alarms.note(unreadable.articleId(), unreadable.getMessage());
  }

  /** Takes back what was noted of an article. */
  void allIsWell(String articleId) {
    alarms.allIsWell(articleId);
  }

  /** Raises the alarm for a page whose article can't be read. */
  void alarm(UnreadablePublication unreadable) {
    LOG.log(
        Level.ERROR,
        "ALARM: article {0} is withheld from the site: {1}",
        unreadable.articleId(),
        unreadable.getMessage());
    alarms.raise(unreadable.articleId(), unreadable.getMessage());
  }

  /**
   * A text that an article had before, with its words. That it was altered says nothing of the page
   * of now.
   *
   * @throws Withheld where it was altered
   */
  Proven prove(String articleId, Edition earlier) {
    try {
      return check(articleId, earlier);
    } catch (SealRefused e) {
      alarm(articleId, earlier, e);
      throw new Withheld(e);
    }
  }

  /** Whether a text that an article had before is what was sealed, by its seal alone. */
  boolean proves(String articleId, Edition earlier) {
    try {
      seals.check(articleId, earlier);
      return true;
    } catch (SealRefused e) {
      alarm(articleId, earlier, e);
    } catch (KeysUnreachable e) {
      LOG.log(
          Level.WARNING,
          "revision {0} of article {1} is left out, it can''t be proven now: {2}",
          earlier.revision(),
          articleId,
          e.getMessage());
    }
    leftOut.incrementAndGet();
    return false;
  }

  private static void alarm(String articleId, Edition earlier, SealRefused why) {
    LOG.log(
        Level.ERROR,
        "ALARM: revision {0} of article {1} is withheld from its readers, it no longer agrees with its seal: {2}",
        earlier.revision(),
        articleId,
        why.getMessage());
  }

  private Proven check(String articleId, Edition edition) {
    KeptText kept =
        shelf.text(edition.digest()).orElseThrow(() -> new SealRefused("the stored text is gone"));
    return seals.check(articleId, edition, kept);
  }

  /** How often an article was left out of what was made so far; some count twice. */
  long leftOut() {
    return leftOut.get() + alarms.raised();
  }

  private void alarm(Published published, SealRefused why) {
    LOG.log(
        Level.ERROR,
        "ALARM: article {0} is withheld from the site, its document no longer agrees with its seal: {1}",
        published.articleId(),
        why.getMessage());
    alarms.raise(published.articleId(), why.getMessage());
  }
}
