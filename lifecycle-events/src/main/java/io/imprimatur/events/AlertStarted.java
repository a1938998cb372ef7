package io.imprimatur.events;

import static io.imprimatur.events.Required.atLeastOne;
import static io.imprimatur.events.Required.notNegative;
import static io.imprimatur.events.Required.present;

import java.time.Instant;

/**
 * Mails about a published article began to go out.
 *
 * @param matched how many subscribers it goes to
 */
public record AlertStarted(int revision, long matched, Instant at) implements NotificationEvent {
  public AlertStarted {
    atLeastOne("revision", revision);
    notNegative("matched", matched);
    present("at", at);
  }
}
