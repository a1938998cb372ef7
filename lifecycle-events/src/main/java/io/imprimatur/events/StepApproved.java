package io.imprimatur.events;

import static io.imprimatur.events.Required.atLeastOne;
import static io.imprimatur.events.Required.present;

import java.time.Instant;

/**
 * One step of the route approved the text; more steps may follow.
 *
 * @param digest the text that was decided on
 * @param step where in the route
 * @param reason what the reviewer wrote, or null
 */
public record StepApproved(
    int revision, int round, Digest digest, Step step, Person by, String reason, Instant at)
    implements ReviewEvent {
  public StepApproved {
    atLeastOne("revision", revision);
    atLeastOne("round", round);
    present("digest", digest);
    present("step", step);
    present("by", by);
    present("at", at);
  }
}
