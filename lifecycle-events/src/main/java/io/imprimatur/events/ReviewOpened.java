package io.imprimatur.events;

import static io.imprimatur.events.Required.atLeastOne;
import static io.imprimatur.events.Required.list;
import static io.imprimatur.events.Required.present;

import java.time.Instant;
import java.util.List;

/**
 * Review took a submission in and set its route.
 *
 * @param steps the route, in order; a round keeps the route with which it began
 */
public record ReviewOpened(int revision, int round, Digest digest, List<Step> steps, Instant at)
    implements ReviewEvent {
  public ReviewOpened {
    atLeastOne("revision", revision);
    atLeastOne("round", round);
    present("digest", digest);
    steps = list("steps", steps);
    present("at", at);
  }
}
