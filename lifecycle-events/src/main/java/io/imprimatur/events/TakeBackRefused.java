package io.imprimatur.events;

import static io.imprimatur.events.Required.atLeastOne;
import static io.imprimatur.events.Required.oneOf;
import static io.imprimatur.events.Required.present;

import java.time.Instant;

/**
 * A text could not be taken back: its round had ended before.
 *
 * @param cause what came first: {@code approved}, {@code changes-requested}, {@code rejected},
 *     {@code closed}, or {@code unknown-round} where review never had such a round
 */
public record TakeBackRefused(int revision, int round, String cause, Instant at)
    implements ReviewEvent {

  private static final java.util.Set<String> CAUSES =
      java.util.Set.of("approved", "changes-requested", "rejected", "closed", "unknown-round");

  public TakeBackRefused {
    atLeastOne("revision", revision);
    atLeastOne("round", round);
    oneOf("cause", cause, CAUSES);
    present("at", at);
  }
}
