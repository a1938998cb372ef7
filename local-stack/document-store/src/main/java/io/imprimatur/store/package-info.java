/**
 * A document store for the local stack. From the outside in: {@link io.imprimatur.store.WireServer}
 * takes requests apart with the protocol core, {@link io.imprimatur.store.CommandTable} finds and
 * checks the command, {@link io.imprimatur.store.StoredCollection} carries it out, {@link
 * io.imprimatur.store.Planner} chooses the index, {@link io.imprimatur.store.Engine} and {@link
 * io.imprimatur.store.GroupCommit} bring it to disk.
 */
package io.imprimatur.store;
