package io.imprimatur.publishing.publication;

import io.imprimatur.events.Person;
import java.time.Instant;
import java.util.Optional;

/**
 * A text that stood at an article's address before the one of now.
 *
 * @param from since when it stood there
 * @param takenOff that the page was withdrawn with this text on it: readers are never shown it
 *     again, nor anything older
 */
public record EarlierEdition(Edition edition, Instant from, Optional<TakenOff> takenOff) {

  /**
   * A withdrawal that is over, because a newer text stands at the address.
   *
   * @param by who took the page off
   * @param reason why, in the publisher's words
   */
  public record TakenOff(Instant at, Person by, String reason) {}

  /** What a change leaves behind; nothing where no text gives way to another. */
  public static Optional<EarlierEdition> leftBehind(Publication before, Publication next) {
    if (!(next instanceof Published now)) {
      return Optional.empty();
    }
    return switch (before) {
      case Published p ->
          p.live().revision() == now.live().revision()
              ? Optional.empty()
              : Optional.of(
                  new EarlierEdition(
                      p.live(), p.updatedAt().orElse(p.publishedAt()), Optional.empty()));
      case Withdrawn w ->
          Optional.of(
              new EarlierEdition(
                  w.last(),
                  w.updatedAt().orElse(w.publishedAt()),
                  Optional.of(new TakenOff(w.withdrawnAt(), w.by(), w.reason()))));
      case Refused r -> Optional.empty();
      case Unpublished u -> Optional.empty();
    };
  }
}
