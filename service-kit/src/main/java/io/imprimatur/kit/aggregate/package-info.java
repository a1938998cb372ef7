/**
 * One document for each article, changed by one guarded write at a time.
 *
 * <p>That write sets the state, pushes the events still to send and notes what was taken in.
 * MongoDB writes one document atomically, so the three cannot come apart.
 */
package io.imprimatur.kit.aggregate;
