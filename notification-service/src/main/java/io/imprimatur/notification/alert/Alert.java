package io.imprimatur.notification.alert;

import io.imprimatur.events.AlertCompleted;
import io.imprimatur.events.AlertStarted;
import io.imprimatur.events.AlertStopped;
import java.time.Duration;
import java.time.Instant;

/**
 * The mails about one published article, from the moment it was published. Each state has the
 * commands that are legal in it; a transition gives the next state with its events.
 *
 * <pre>
 * Waiting  --start-->    Started    --complete--> Completed
 * Waiting  --hold-->     Held       --release-->  Waiting
 * Started  --stop-->     Stopping   --settle-->   Stopped
 * Waiting, Held          --stop-->                Stopped
 * </pre>
 */
public sealed interface Alert {

  /** What never changes about it. */
  Publication publication();

  /** Title and summary of the newest text whose seal was verified: what mails not yet sent say. */
  Headline headline();

  /** The same state with a newer text. */
  Alert with(Headline headline);

  /**
   * Mails nobody about an article that is not news any more, or that may have been mailed about
   * before the database was put back, unless somebody releases it.
   *
   * @param restoredAt when the database was put back, or null where it never was
   */
  static Alert about(
      Publication publication,
      Headline headline,
      Instant now,
      Duration newsFor,
      Instant restoredAt) {
    if (restoredAt != null && !publication.publishedAt().isAfter(restoredAt)) {
      return new Held(publication, headline, true);
    }
    return publication.isNews(now, newsFor)
        ? new Waiting(publication, headline, false)
        : new Held(publication, headline);
  }

  /** A newer text was published. It never makes an alert. */
  default Alert update(Headline newer) {
    return newer.revision() > headline().revision() ? with(newer) : this;
  }

  /**
   * The article was withdrawn, or an operator says stop; in a state that ends by itself nothing
   * happens.
   */
  default Change<? extends Alert> stop(Stop stop) {
    return switch (this) {
      case Waiting w -> neverStarted(w, stop);
      case Held h -> neverStarted(h, stop);
      case Started s -> s.stopping(stop);
      case Stopping s -> Change.to(s);
      case Stopped s -> Change.to(s);
      case Completed c -> Change.to(c);
    };
  }

  /**
   * Its recipients are not counted yet.
   *
   * @param released an operator wants it although the article is not news any more
   */
  record Waiting(Publication publication, Headline headline, boolean released) implements Alert {

    @Override
    public Waiting with(Headline newer) {
      return new Waiting(publication, newer, released);
    }

    /** Whether it must not start: it waited too long. */
    public boolean isStale(Instant now, Duration newsFor) {
      return !released && !publication.isNews(now, newsFor);
    }

    Change<Held> hold() {
      return Change.to(new Held(publication, headline));
    }

    /**
     * Its recipients are counted and cut into ranges. With nobody to mail it is complete at once.
     */
    Change<? extends Alert> start(long matched, int ranges, Instant at) {
      AlertStarted started = new AlertStarted(headline.revision(), matched, at);
      return matched == 0
          ? Change.to(
              new Completed(publication, headline, at, Counts.none(), at),
              started,
              completed(headline, Counts.none(), at))
          : Change.to(new Started(publication, headline, at, matched, ranges), started);
    }
  }

  /**
   * The article was published too long ago, or nobody knows any more who was mailed about it.
   *
   * @param restored whether the database was put back to a state from before its mails
   */
  record Held(Publication publication, Headline headline, boolean restored) implements Alert {

    /** One that waited too long. */
    public Held(Publication publication, Headline headline) {
      this(publication, headline, false);
    }

    @Override
    public Held with(Headline newer) {
      return new Held(publication, newer, restored);
    }

    Change<Waiting> release() {
      return Change.to(new Waiting(publication, headline, true));
    }
  }

  /**
   * Mails go out.
   *
   * @param ranges how many parts its recipients are cut into, numbered from 1
   */
  record Started(
      Publication publication, Headline headline, Instant startedAt, long matched, int ranges)
      implements Alert {

    @Override
    public Started with(Headline newer) {
      return new Started(publication, newer, startedAt, matched, ranges);
    }

    Change<Completed> complete(Counts counts, Instant at) {
      return Change.to(
          new Completed(publication, headline, startedAt, counts, at),
          completed(headline, counts, at));
    }

    /** From now on no further mail is begun; those on their way are waited for. */
    private Change<Stopping> stopping(Stop stop) {
      return Change.to(new Stopping(publication, headline, startedAt, matched, ranges, stop));
    }
  }

  /** No further mail is begun; the figures are not final yet. */
  record Stopping(
      Publication publication,
      Headline headline,
      Instant startedAt,
      long matched,
      int ranges,
      Stop stop)
      implements Alert {

    @Override
    public Stopping with(Headline newer) {
      return new Stopping(publication, newer, startedAt, matched, ranges, stop);
    }

    Change<Stopped> settle(Counts counts, Instant at) {
      return Change.to(
          new Stopped(publication, headline, startedAt, counts, stop),
          Alert.stopped(headline, counts, stop, at));
    }
  }

  /** Ended before everyone was mailed. */
  record Stopped(
      Publication publication, Headline headline, Instant startedAt, Counts counts, Stop stop)
      implements Alert {

    @Override
    public Stopped with(Headline newer) {
      return new Stopped(publication, newer, startedAt, counts, stop);
    }
  }

  /** Every recipient has an outcome. */
  record Completed(
      Publication publication,
      Headline headline,
      Instant startedAt,
      Counts counts,
      Instant completedAt)
      implements Alert {

    @Override
    public Completed with(Headline newer) {
      return new Completed(publication, newer, startedAt, counts, completedAt);
    }
  }

  private static Change<Stopped> neverStarted(Alert alert, Stop stop) {
    return Change.to(
        new Stopped(alert.publication(), alert.headline(), null, Counts.none(), stop),
        stopped(alert.headline(), Counts.none(), stop, stop.at()));
  }

  private static AlertCompleted completed(Headline headline, Counts counts, Instant at) {
    return new AlertCompleted(
        headline.revision(),
        counts.matched(),
        counts.sent(),
        counts.failed(),
        counts.uncertain(),
        at);
  }

  private static AlertStopped stopped(Headline headline, Counts counts, Stop stop, Instant at) {
    return new AlertStopped(
        headline.revision(),
        counts.matched(),
        counts.sent(),
        counts.failed(),
        counts.uncertain(),
        stop.reason(),
        at);
  }
}
