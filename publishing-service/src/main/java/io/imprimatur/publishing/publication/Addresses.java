package io.imprimatur.publishing.publication;

import java.time.Instant;

/** Gives out the addresses of the site. */
@FunctionalInterface
public interface Addresses {

  /** A free address for an article's first publication; it stays the article's for ever. */
  Address assign(String articleId, SealedText text, Instant publishedAt);
}
