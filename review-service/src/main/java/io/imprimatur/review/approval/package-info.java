/**
 * Approving a text: rounds, steps, decisions, the separation of duties, and the seal at the end.
 * Plain Java; the edges around it are {@code web}, {@code messaging} and {@code persistence}.
 */
package io.imprimatur.review.approval;
