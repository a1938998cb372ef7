package io.imprimatur.containers;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Says behind a JVM's tests which parts they ran on. */
public final class PartsLine implements LauncherSessionListener {

  @Override
  public void launcherSessionClosed(LauncherSession session) {
    PartsUsed.line().ifPresent(System.out::println);
  }
}
