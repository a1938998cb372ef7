package io.imprimatur.notification.alert;

import java.time.Instant;

/**
 * Why and by whom an alert was ended.
 *
 * @param reason {@value #WITHDRAWN}, or an operator's words
 * @param by the person's id
 */
public record Stop(String reason, String by, Instant at) {

  public static final String WITHDRAWN = "withdrawn";
}
