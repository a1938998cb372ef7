package io.imprimatur.compare;

/** Which side of a passage that differs is kept. */
public enum Choice {
  MINE,
  THEIRS,
  /** Mine first, then theirs. */
  BOTH
}
