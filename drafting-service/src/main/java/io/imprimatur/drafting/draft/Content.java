package io.imprimatur.drafting.draft;

import io.imprimatur.events.Digest;
import io.imprimatur.events.Text;
import java.util.Optional;

/**
 * What a writer can change in an article.
 *
 * @param digest the digest of {@code text}
 * @param translationOf the id of the article that this one translates
 */
public record Content(Text text, Digest digest, Optional<String> translationOf) {

  public static Content of(Text text, Optional<String> translationOf) {
    return new Content(text, Digest.of(text), translationOf);
  }
}
