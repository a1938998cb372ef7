package io.imprimatur.kit;

/**
 * An {@code Idempotency-Key} came with another request than the first time. Answers 422, as
 * draft-ietf-httpapi-idempotency-key-header asks.
 */
public final class KeyReused extends Refusal {

  private static final long serialVersionUID = 1L;

  /**
   * @param key the key as it was sent
   */
  public KeyReused(String key) {
    super(
        "The Idempotency-Key %s belongs to another request; take a new one for a new request."
            .formatted(key));
  }
}
