package io.imprimatur.compare;

/** What became of a passage. */
public enum Kind {
  SAME,
  CHANGED,
  ADDED,
  REMOVED,
  /** Stands elsewhere among the passages that stayed, word for word. */
  MOVED,
  MOVED_AND_CHANGED
}
