package io.imprimatur.events;

import static io.imprimatur.events.Required.atLeastOne;
import static io.imprimatur.events.Required.nonBlank;
import static io.imprimatur.events.Required.present;

import java.time.Instant;

/**
 * A reviewer sent the text back to be changed. The round is over.
 *
 * @param digest the text that was decided on
 * @param step where in the route
 * @param reason why, in the reviewer's words; never empty
 */
public record ChangesRequested(
    int revision, int round, Digest digest, Step step, Person by, String reason, Instant at)
    implements ReviewEvent {
  public ChangesRequested {
    atLeastOne("revision", revision);
    atLeastOne("round", round);
    present("digest", digest);
    present("step", step);
    present("by", by);
    nonBlank("reason", reason);
    present("at", at);
  }
}
