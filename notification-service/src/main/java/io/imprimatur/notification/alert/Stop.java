package io.imprimatur.notification.alert;

import java.time.Instant;

/**
 * Why and by whom an alert was ended.
 *
 * @param reason {@value #WITHDRAWN}, or an operator's words
 * @param by the person's id
 * @param byName the person's name, or null where it was not noted
 */
public record Stop(String reason, String by, String byName, Instant at) {

  public static final String WITHDRAWN = "withdrawn";

  /** The article was withdrawn. */
  public boolean isWithdrawal() {
    return reason.equals(WITHDRAWN);
  }
}
