package io.imprimatur.publishing.publication;

import io.imprimatur.events.Digest;
import java.time.Instant;

/**
 * The text that stands, or stood, at an article's address. Its words are kept apart, under the
 * digest.
 *
 * @param seal the compact JWS that proves it; verified again for every page
 * @param approvedAt when the last step approved
 * @param translationOf the id of the article that this one translates, or null
 */
public record Edition(
    int revision,
    Digest digest,
    String seal,
    String title,
    String language,
    String section,
    Instant approvedAt,
    String translationOf) {}
