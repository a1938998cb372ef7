package io.imprimatur.notification.alert;

/**
 * What became of an alert's recipients. The five figures behind {@code matched} add up to it.
 *
 * @param matched subscribers it was made for
 * @param waiting not tried yet, on their way, or to be tried again
 * @param sent the mail server took the mail
 * @param failed the mail server refused it for good, or put it off for too long
 * @param uncertain nobody can know whether the mail server took it
 * @param skipped ended their subscription before their mail was begun, or the alert was stopped
 *     before it
 */
public record Counts(
    long matched, long waiting, long sent, long failed, long uncertain, long skipped) {

  public static Counts none() {
    return new Counts(0, 0, 0, 0, 0, 0);
  }

  public Counts plus(Counts other) {
    return new Counts(
        matched + other.matched,
        waiting + other.waiting,
        sent + other.sent,
        failed + other.failed,
        uncertain + other.uncertain,
        skipped + other.skipped);
  }
}
