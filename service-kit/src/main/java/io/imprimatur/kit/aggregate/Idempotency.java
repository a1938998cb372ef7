package io.imprimatur.kit.aggregate;

/**
 * What makes a command known again when it is repeated after a lost reply
 * (draft-ietf-httpapi-idempotency-key-header).
 *
 * @param key the {@code Idempotency-Key} of the request, or null where it had none
 * @param personId whose key it is; two people may use the same key
 * @param fingerprint the request's digest over method, path and body, so that a key used for
 *     something else is noticed
 */
public record Idempotency(String key, String personId, String fingerprint) {}
