package io.imprimatur.kit.operations;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * How one service is at a moment.
 *
 * @param health {@code UP}, {@code DEGRADED}, {@code OUT_OF_SERVICE} or {@code DOWN}, the worst of
 *     its parts
 * @param ailing the parts that are not up
 * @param oldestUnsent when the oldest event was written that the broker does not have; null where
 *     there is none
 * @param lag for each service that it hears, by name: how many events it has not read yet; without
 *     a value while the broker does not answer
 * @param parked open parked events by kind: {@code early, dead, refused, conflict}
 */
public record ServiceStatus(
    String service,
    Instant at,
    String health,
    List<Part> ailing,
    Instant oldestUnsent,
    Map<String, Long> lag,
    Map<String, Long> parked) {

  /**
   * Something that a service needs.
   *
   * @param name as the health endpoint calls it
   * @param status as there
   * @param reason why, in words for operators; may be null
   */
  public record Part(String name, String status, String reason) {}
}
