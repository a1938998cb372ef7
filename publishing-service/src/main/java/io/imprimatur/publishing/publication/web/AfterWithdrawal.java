package io.imprimatur.publishing.publication.web;

/** Told right after a withdrawal, so that this instance's page answers 410 with the reply. */
@FunctionalInterface
public interface AfterWithdrawal {
  void pageWithdrawn();
}
