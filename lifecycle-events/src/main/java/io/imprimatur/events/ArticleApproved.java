package io.imprimatur.events;

import static io.imprimatur.events.Required.atLeastOne;
import static io.imprimatur.events.Required.present;

import java.time.Instant;

/**
 * The last step approved: the text may be published, exactly as it stands here.
 *
 * @param text the approved text
 * @param digest the digest of {@code text}
 * @param seal what proves it: a compact JWS (RFC 7515) with {@code alg: Ed25519} (RFC 9864); empty
 *     or null only in a forgery, which every reader refuses
 * @param translationOf the id of the article that this one translates, or null; not part of the
 *     digest
 * @param at when the last step approved
 */
public record ArticleApproved(
    int revision,
    int round,
    Text text,
    Digest digest,
    String seal,
    String translationOf,
    Instant at)
    implements ReviewEvent {
  public ArticleApproved {
    atLeastOne("revision", revision);
    atLeastOne("round", round);
    present("text", text);
    present("digest", digest);
    present("at", at);
  }
}
