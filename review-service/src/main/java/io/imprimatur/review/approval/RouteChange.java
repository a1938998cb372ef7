package io.imprimatur.review.approval;

import io.imprimatur.events.Person;
import io.imprimatur.events.Step;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What somebody did to a route.
 *
 * @param section as in {@link Route#section}
 * @param version what the change made it
 * @param before the section's own steps before; nothing where it had none
 * @param after its own steps since; nothing where it follows the default route
 * @param by who did it, or null where the office's configuration gave the first value
 */
public record RouteChange(
    String section,
    int version,
    Optional<List<Step>> before,
    Optional<List<Step>> after,
    Person by,
    Instant at) {

  /** Whether it is the value with which it all began. */
  public boolean isFirst() {
    return version == 1;
  }
}
