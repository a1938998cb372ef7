package io.imprimatur.publishing.publication;

import java.time.Instant;

/** That a page was taken off the site. */
public record Withdrawal(
    String articleId, String path, int revision, String reason, Instant withdrawnAt) {}
