package io.imprimatur.notification.subscription;

import io.imprimatur.notification.delivery.Outcome;
import io.imprimatur.notification.delivery.Retries;
import java.time.Duration;
import java.util.List;

/** How subscribers' mails are spaced and tried unless the settings say otherwise. */
public final class TestPace {

  public static final Subscriber.Pace PACE =
      new Subscriber.Pace(
          Duration.ofHours(1),
          new Retries(
              Duration.ofSeconds(5),
              Duration.ofSeconds(10),
              Duration.ofMinutes(15),
              Duration.ofHours(72)),
          Duration.ofMinutes(3));

  public static final Outcome PUT_OFF = new Outcome.Later("450", false);
  static final Outcome CONNECTION_LOST = new Outcome.Later("reset", true);

  /** In seconds; a mailbox that asks for patience is asked less and less often. */
  static final List<Long> PAUSES = List.of(10L, 20L, 40L, 80L, 160L, 320L, 640L, 900L, 900L);

  private TestPace() {}
}
