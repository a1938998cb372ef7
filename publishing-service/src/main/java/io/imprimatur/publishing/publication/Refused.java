package io.imprimatur.publishing.publication;

import java.time.Instant;
import java.util.Optional;

/** Whatever was approved broke a rule of the site; the article never stood on it. */
public record Refused(String articleId, RefusedText text) implements Publication {

  static Change refuse(String articleId, SealedText text, String reason, Instant at) {
    RefusedText refused = text.refused(reason, at);
    return Change.to(new Refused(articleId, refused), refused.told());
  }

  @Override
  public Optional<RefusedText> refusal() {
    return Optional.of(text);
  }

  @Override
  public Change approve(
      SealedText newer, Optional<String> objection, Addresses addresses, Instant at) {
    return objection
        .map(reason -> refuse(articleId, newer, reason, at))
        .orElseGet(() -> Published.first(articleId, newer, addresses, at));
  }
}
