/**
 * Takes events in: each once, in the order of its article, and none that has not proved where it
 * comes from.
 *
 * <p>What cannot be applied is parked, durably and before its offset is committed, and never lost.
 */
package io.imprimatur.kit.inbox;
