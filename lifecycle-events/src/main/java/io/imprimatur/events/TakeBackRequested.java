package io.imprimatur.events;

import static io.imprimatur.events.Required.atLeastOne;
import static io.imprimatur.events.Required.present;

import java.time.Instant;

/**
 * A writer wants a submitted text back. Review alone decides whether the round still runs, and
 * always answers.
 *
 * @param round the round that should end
 */
public record TakeBackRequested(int revision, int round, Person by, Instant at)
    implements DraftingEvent {
  public TakeBackRequested {
    atLeastOne("revision", revision);
    atLeastOne("round", round);
    present("by", by);
    present("at", at);
  }
}
