package io.imprimatur.testkit;

import io.imprimatur.containers.Containers;
import java.util.Optional;

/** A part that the environment names in the place of the one that tests share. */
final class GivenPart {

  private GivenPart() {}

  /**
   * What a variable of the environment names.
   *
   * @throws IllegalStateException where the build wants containers: its tests would run on
   *     something else without anybody noticing
   */
  static Optional<String> of(String variable) {
    return of(variable, System.getenv(variable), Containers.wanted());
  }

  static Optional<String> of(String variable, String value, boolean containersWanted) {
    if (value == null || value.isBlank()) {
      return Optional.empty();
    }
    if (containersWanted) {
      throw new IllegalStateException(
          variable
              + " is set, so these tests would not run on containers: unset it, or leave out -Pcontainers.");
    }
    return Optional.of(value);
  }
}
