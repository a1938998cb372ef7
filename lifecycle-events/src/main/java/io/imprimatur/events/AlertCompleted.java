package io.imprimatur.events;

import static io.imprimatur.events.Required.atLeastOne;
import static io.imprimatur.events.Required.notNegative;
import static io.imprimatur.events.Required.present;

import java.time.Instant;

/**
 * Every recipient of an alert has an outcome.
 *
 * @param matched how many subscribers it was for
 * @param sent mails that the mail server took
 * @param failed mails that it refused for good
 * @param uncertain mails of which nobody can know whether it took them; never sent again by
 *     themselves
 */
public record AlertCompleted(
    int revision, long matched, long sent, long failed, long uncertain, Instant at)
    implements NotificationEvent {
  public AlertCompleted {
    atLeastOne("revision", revision);
    notNegative("matched", matched);
    notNegative("sent", sent);
    notNegative("failed", failed);
    notNegative("uncertain", uncertain);
    present("at", at);
  }
}
