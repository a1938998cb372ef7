/**
 * Sends what commands left in their articles' outboxes: at once, in order, and again until the
 * broker has it.
 */
package io.imprimatur.kit.outbox;
