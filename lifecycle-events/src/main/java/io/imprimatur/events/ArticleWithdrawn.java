package io.imprimatur.events;

import static io.imprimatur.events.Required.atLeastOne;
import static io.imprimatur.events.Required.nonBlank;
import static io.imprimatur.events.Required.present;

import java.time.Instant;

/**
 * The page was taken off the site. Its address answers 410 from now on.
 *
 * @param reason why, in the publisher's words
 */
public record ArticleWithdrawn(int revision, String reason, Person by, Instant at)
    implements PublishingEvent {
  public ArticleWithdrawn {
    atLeastOne("revision", revision);
    nonBlank("reason", reason);
    present("by", by);
    present("at", at);
  }
}
