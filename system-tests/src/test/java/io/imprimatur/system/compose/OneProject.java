package io.imprimatur.system.compose;

import io.imprimatur.system.OneForAll;

/** The composed project for all test classes that ask for it. */
public final class OneProject extends OneForAll<Project> {

  public OneProject() {
    super(Project.class, Project::start);
  }
}
