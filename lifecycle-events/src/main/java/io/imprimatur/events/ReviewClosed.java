package io.imprimatur.events;

import static io.imprimatur.events.Required.atLeastOne;
import static io.imprimatur.events.Required.present;

import java.time.Instant;

/**
 * The round ended because its text was taken back.
 *
 * @param by who asked for it
 */
public record ReviewClosed(int revision, int round, Person by, Instant at) implements ReviewEvent {
  public ReviewClosed {
    atLeastOne("revision", revision);
    atLeastOne("round", round);
    present("by", by);
    present("at", at);
  }
}
