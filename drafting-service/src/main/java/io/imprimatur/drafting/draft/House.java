package io.imprimatur.drafting.draft;

/** What the office has set up. */
public interface House {

  /** Whether the office has a section of this id. */
  boolean hasSection(String id);

  /** Whether the office has a topic of this id. */
  boolean hasTopic(String id);
}
