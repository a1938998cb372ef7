package io.imprimatur.events;

import static io.imprimatur.events.Required.atLeastOne;
import static io.imprimatur.events.Required.nonBlank;
import static io.imprimatur.events.Required.notNegative;
import static io.imprimatur.events.Required.present;

import java.time.Instant;

/**
 * An alert ended before everyone was mailed.
 *
 * @param matched how many subscribers it was for
 * @param sent mails that the mail server took
 * @param failed mails that it refused for good
 * @param uncertain mails of which nobody can know whether it took them; never sent again by
 *     themselves
 * @param reason why it ended, {@code withdrawn} or an operator's words
 */
public record AlertStopped(
    int revision, long matched, long sent, long failed, long uncertain, String reason, Instant at)
    implements NotificationEvent {
  public AlertStopped {
    atLeastOne("revision", revision);
    notNegative("matched", matched);
    notNegative("sent", sent);
    notNegative("failed", failed);
    notNegative("uncertain", uncertain);
    nonBlank("reason", reason);
    present("at", at);
  }
}
