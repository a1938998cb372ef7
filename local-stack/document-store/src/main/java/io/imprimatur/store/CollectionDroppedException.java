package io.imprimatur.store;

/** The collection was dropped while a command was on its way to it; the command looks again. */
final class CollectionDroppedException extends RuntimeException {}
