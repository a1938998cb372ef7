package io.imprimatur.drafting.draft;

import java.time.Instant;

/**
 * Somebody who has an article's text open to write in it.
 *
 * @param until when this ceases to hold unless it is said again
 */
public record Presence(String article, String personId, String name, Instant until) {}
