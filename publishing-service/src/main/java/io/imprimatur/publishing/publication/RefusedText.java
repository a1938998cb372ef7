package io.imprimatur.publishing.publication;

import io.imprimatur.events.Digest;
import io.imprimatur.events.PublicationRefused;
import java.time.Instant;

/**
 * A genuinely sealed text that the site did not take.
 *
 * @param reason which rule it breaks, in words for staff
 * @param at when it was refused
 */
public record RefusedText(
    int revision,
    int round,
    Digest digest,
    String title,
    String language,
    String section,
    String reason,
    Instant at) {

  PublicationRefused told() {
    return new PublicationRefused(revision, round, digest, reason, at);
  }
}
