package io.imprimatur.drafting.draft.web;

import java.time.Instant;

/**
 * A line of the timeline in words.
 *
 * @param tone {@code ok}, {@code due}, {@code stop} or nothing
 * @param detail what belongs to it; may be empty
 * @param said the words of the person who did it, or of the service; may be empty
 * @param path where the page stands on the public site; may be null
 */
record TimelineLine(
    String sign,
    String tone,
    String title,
    String service,
    String detail,
    String said,
    String path,
    Instant at) {}
