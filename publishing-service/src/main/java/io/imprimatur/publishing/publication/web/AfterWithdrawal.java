package io.imprimatur.publishing.publication.web;

/** Told right after a withdrawal, so that this instance's page is gone with the reply. */
@FunctionalInterface
public interface AfterWithdrawal {

  /**
   * A page was withdrawn, whatever the database answers from now on.
   *
   * @param path where it stood
   */
  void pageWithdrawn(String articleId, String path);
}
