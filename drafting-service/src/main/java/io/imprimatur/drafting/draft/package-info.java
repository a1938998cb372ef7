/**
 * A text on its writer's desk: the states of a draft, what may be done in each, and what the
 * neighbours' events change. Plain Java; the edges are in {@code web}, {@code messaging} and {@code
 * persistence}.
 */
package io.imprimatur.drafting.draft;
