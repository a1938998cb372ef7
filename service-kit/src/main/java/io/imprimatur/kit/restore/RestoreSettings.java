package io.imprimatur.kit.restore;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How a service starts whose database was put back.
 *
 * @param backupTakenAt when the backup that was put back was begun; null in every other start. Too
 *     early costs time, too late loses events
 * @param margin how long before that moment topics are read again: more than the clocks of two
 *     machines differ, and more than the service lagged behind its neighbours by then
 * @param emptyWithin how long other instances may take to leave the consumer group
 * @param lease how long one instance restores without a sign of life before another one takes over
 * @param answer how long the broker may take for one answer before it is asked again
 * @param tellEvery the time between two lines in the log
 * @param served beginnings of paths that are served meanwhile, besides those of every service:
 *     nothing below them may come from the database
 */
@Validated
@ConfigurationProperties("imprimatur.restore")
public record RestoreSettings(
    Instant backupTakenAt,
    @NotNull @DefaultValue("1h") Duration margin,
    @NotNull @DefaultValue("30s") Duration emptyWithin,
    @NotNull @DefaultValue("15s") Duration lease,
    @NotNull @DefaultValue("10s") Duration answer,
    @NotNull @DefaultValue("10s") Duration tellEvery,
    @NotNull @DefaultValue List<String> served) {

  /** Whether this start is one of a database that was put back. */
  boolean isWanted() {
    return backupTakenAt != null;
  }

  /** From when on topics are read again. */
  Instant since() {
    return backupTakenAt.minus(margin);
  }
}
