package io.imprimatur.events;

import static io.imprimatur.events.Required.atLeastOne;
import static io.imprimatur.events.Required.nonBlank;
import static io.imprimatur.events.Required.present;

import java.time.Instant;

/**
 * A sealed text broke a rule of the site and was not published. A page that stood before still
 * stands.
 *
 * @param reason which rule, in words for staff
 */
public record PublicationRefused(int revision, int round, Digest digest, String reason, Instant at)
    implements PublishingEvent {
  public PublicationRefused {
    atLeastOne("revision", revision);
    atLeastOne("round", round);
    present("digest", digest);
    nonBlank("reason", reason);
    present("at", at);
  }
}
