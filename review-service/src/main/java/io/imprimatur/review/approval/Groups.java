package io.imprimatur.review.approval;

import java.util.List;

/** The roles that a step of a route may name, and that look at reviews. */
public final class Groups {

  public static final String REVIEWER = "reviewer";
  public static final String CHIEF_EDITOR = "chief-editor";

  /** All of them. */
  public static final List<String> ALL = List.of(REVIEWER, CHIEF_EDITOR);

  private Groups() {}
}
