package io.imprimatur.kit.parked.web;

import io.imprimatur.kit.Invalid;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Kinds and states as the API spells them: lower case, with hyphens. */
final class Words {

  private Words() {}

  static String of(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static <E extends Enum<E>> E read(String parameter, Class<E> type, String word) {
    return Arrays.stream(type.getEnumConstants())
        .filter(e -> of(e).equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new Invalid(
                    parameter,
                    "must be one of "
                        + Arrays.stream(type.getEnumConstants())
                            .map(Words::of)
                            .collect(Collectors.joining(", "))));
  }
}
