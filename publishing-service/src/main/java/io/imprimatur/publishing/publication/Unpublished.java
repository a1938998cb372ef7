package io.imprimatur.publishing.publication;

import java.time.Instant;
import java.util.Optional;

/** The site has heard of the article at most; nothing sealed came yet. */
public record Unpublished(String articleId) implements Publication {

  @Override
  public Optional<RefusedText> refusal() {
    return Optional.empty();
  }

  @Override
  public Change approve(
      SealedText text, Optional<String> objection, Addresses addresses, Instant at) {
    return objection
        .map(reason -> Refused.refuse(articleId, text, reason, at))
        .orElseGet(() -> Published.first(articleId, text, addresses, at));
  }
}
