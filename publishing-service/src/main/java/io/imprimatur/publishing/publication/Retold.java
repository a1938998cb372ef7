package io.imprimatur.publishing.publication;

import io.imprimatur.events.Digest;
import java.util.List;

/**
 * Refusals that the site told before its database was put back: their approvals come again and are
 * not refused once more.
 */
public record Retold(List<Refusal> refusals) {

  public static final Retold NONE = new Retold(List.of());

  /** Which text was refused. */
  public record Refusal(int revision, int round, Digest digest) {}

  public Retold {
    refusals = List.copyOf(refusals);
  }

  /** Whether it was told that the site refused this text. */
  boolean isRefusal(SealedText text) {
    return refusals.contains(new Refusal(text.revision(), text.round(), text.digest()));
  }
}
