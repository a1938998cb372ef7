package io.imprimatur.publishing.publication;

import io.imprimatur.events.Digest;
import io.imprimatur.events.Text;
import java.time.Instant;

/**
 * A text whose seal was verified.
 *
 * @param revision the article's revision, from 1
 * @param round the round of review that approved it, from 1
 * @param seal the compact JWS that proves it
 * @param approvedAt when the last step approved, as the seal says
 * @param notBefore before when it must not be published, as the seal says; or null
 * @param translationOf the id of the article that this one translates, or null; no seal vouches for
 *     it
 */
public record SealedText(
    int revision,
    int round,
    Text text,
    Digest digest,
    String seal,
    Instant approvedAt,
    Instant notBefore,
    String translationOf) {

  Edition edition() {
    return new Edition(
        revision,
        digest,
        seal,
        text.title(),
        text.language(),
        text.section(),
        approvedAt,
        translationOf);
  }

  RefusedText refused(String reason, Instant at) {
    return new RefusedText(
        revision, round, digest, text.title(), text.language(), text.section(), reason, at);
  }
}
