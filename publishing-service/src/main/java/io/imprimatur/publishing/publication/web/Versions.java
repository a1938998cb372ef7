package io.imprimatur.publishing.publication.web;

import io.imprimatur.publishing.publication.EarlierEdition;
import io.imprimatur.publishing.publication.EarlierEdition.TakenOff;
import io.imprimatur.publishing.publication.Publication;
import io.imprimatur.publishing.publication.Published;
import io.imprimatur.publishing.publication.Withdrawn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The texts that stood at an article's address, the newest first. */
final class Versions {

  private Versions() {}

  /**
   * A text.
   *
   * @param since when it came to stand there
   * @param now whether it stands there
   * @param takenOff that the page was withdrawn with it, or null
   * @param changes the public page that shows what it changed, or null where there is none
   */
  record Version(
      int revision, String title, Instant since, boolean now, TakenOff takenOff, String changes) {}

  static List<Version> of(Publication publication, List<EarlierEdition> earlier) {
    List<Version> versions = new ArrayList<>();
    String path = publication instanceof Published p ? p.address().path() : null;
    int last = earlier.size() - 1;
    for (int i = 0; i <= last; i++) {
      EarlierEdition e = earlier.get(i);
      boolean shown =
          i > 0
              && path != null
              && earlier.subList(i - 1, last + 1).stream().allMatch(o -> o.takenOff().isEmpty());
      versions.addFirst(
          new Version(
              e.edition().revision(),
              e.edition().title(),
              e.from(),
              false,
              e.takenOff().orElse(null),
              shown ? path + "/changes/" + e.edition().revision() : null));
    }
    latest(publication, earlier).ifPresent(versions::addFirst);
    return versions;
  }

  private static Optional<Version> latest(Publication publication, List<EarlierEdition> earlier) {
    boolean compared = !earlier.isEmpty() && earlier.getLast().takenOff().isEmpty();
    if (publication instanceof Published p) {
      return Optional.of(
          new Version(
              p.live().revision(),
              p.live().title(),
              p.updatedAt().orElse(p.publishedAt()),
              true,
              null,
              compared ? p.address().path() + "/changes" : null));
    }
    if (publication instanceof Withdrawn w) {
      return Optional.of(
          new Version(
              w.last().revision(),
              w.last().title(),
              w.updatedAt().orElse(w.publishedAt()),
              false,
              new TakenOff(w.withdrawnAt(), w.by(), w.reason()),
              null));
    }
    return Optional.empty();
  }
}
