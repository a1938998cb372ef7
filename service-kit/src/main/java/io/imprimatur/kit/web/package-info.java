/**
 * The HTTP edge that every service shares: problems (RFC 9457) for programs and error pages for
 * people, limits on bodies, {@code If-Match}, {@code Idempotency-Key} and lists in pages.
 */
package io.imprimatur.kit.web;
