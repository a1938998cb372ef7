package io.imprimatur.notification.subscription;

import java.time.Instant;

/**
 * An interest that its subscriber confirmed.
 *
 * @param confirmedAt articles published before are not mailed
 */
public record Subscription(Interest interest, Instant confirmedAt) {}
