package io.imprimatur.events;

import static io.imprimatur.events.Required.atLeastOne;
import static io.imprimatur.events.Required.nonBlank;
import static io.imprimatur.events.Required.present;

import java.time.Instant;

/**
 * The article stands on the public site for the first time.
 *
 * @param seal the seal of the published text; empty or null only in a forgery, which every reader
 *     refuses
 * @param path where it stands, from the site's root on
 * @param translationOf the id of the article that this one translates, or null
 * @param at when the page answered first
 */
public record ArticlePublished(
    int revision, Digest digest, String seal, String path, String translationOf, Instant at)
    implements PublishingEvent {
  public ArticlePublished {
    atLeastOne("revision", revision);
    present("digest", digest);
    nonBlank("path", path);
    present("at", at);
  }
}
