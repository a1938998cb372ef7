package io.imprimatur.publishing.publication;

import java.time.Instant;
import java.util.Optional;

/** An article as the public site has it. */
public sealed interface Publication permits Unpublished, Refused, Published, Withdrawn {

  String articleId();

  /** The newest sealed text that the site refused, where nothing newer was taken since. */
  Optional<RefusedText> refusal();

  /**
   * Takes in a newly approved text whose seal is genuine.
   *
   * @param objection which rule of the site the text breaks; nothing where it breaks none
   * @param addresses gives the address of a first publication
   * @param at now
   */
  Change approve(SealedText text, Optional<String> objection, Addresses addresses, Instant at);

  /** The newest revision that stood on the site, 0 where none did. */
  default int standingRevision() {
    return switch (this) {
      case Unpublished u -> 0;
      case Refused r -> 0;
      case Published p -> p.live().revision();
      case Withdrawn w -> w.last().revision();
    };
  }
}
