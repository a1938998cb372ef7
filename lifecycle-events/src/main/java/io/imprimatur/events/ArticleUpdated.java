package io.imprimatur.events;

import static io.imprimatur.events.Required.atLeastOne;
import static io.imprimatur.events.Required.nonBlank;
import static io.imprimatur.events.Required.present;

import java.time.Instant;

/**
 * A newer approved text replaced the page at its old address, or stands there again after a
 * withdrawal. Mails nobody.
 *
 * @param seal the seal of the new text; empty or null only in a forgery, which every reader refuses
 * @param path where it stands, from the site's root on
 * @param publishedAt when the article was first published
 * @param at when the new text answered first
 */
public record ArticleUpdated(
    int revision, Digest digest, String seal, String path, Instant publishedAt, Instant at)
    implements PublishingEvent {
  public ArticleUpdated {
    atLeastOne("revision", revision);
    present("digest", digest);
    nonBlank("path", path);
    present("publishedAt", publishedAt);
    present("at", at);
  }
}
