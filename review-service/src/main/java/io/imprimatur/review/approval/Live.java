package io.imprimatur.review.approval;

import io.imprimatur.events.Digest;
import java.time.Instant;

/**
 * The text that stands on the public site now.
 *
 * @param at since when
 */
public record Live(int revision, Digest digest, Instant at) {}
