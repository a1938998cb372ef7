package io.imprimatur.launcher;

import java.util.List;

/**
 * Somebody whom the local sign-in knows.
 *
 * @param name that they sign in with
 * @param shown as people write it
 * @param sections ids, or {@code *} for all
 */
record Person(String name, String shown, List<String> roles, List<String> sections) {

  /** Everybody's: the local stack is for trying things out. */
  static final String PASSWORD = "imprimatur";

  static final List<Person> ALL =
      List.of(
          new Person(
              "lin.yue",
              "Lin Yue 林悦",
              List.of("writer"),
              List.of("government", "open-governance", "services")),
          new Person(
              "tom.baker",
              "Tom Baker",
              List.of("writer"),
              List.of("government", "investment", "tourism")),
          new Person("wang.min", "Wang Min 王敏", List.of("reviewer"), List.of("*")),
          new Person("sara.olsen", "Sara Olsen", List.of("reviewer"), List.of("*")),
          new Person(
              "zhao.lei", "Zhao Lei 赵磊", List.of("reviewer"), List.of("tourism", "services")),
          new Person("chen.bo", "Chen Bo 陈博", List.of("reviewer", "chief-editor"), List.of("*")),
          new Person("mia.roth", "Mia Roth", List.of("publisher"), List.of("*")),
          new Person("adam.frey", "Adam Frey", List.of("administrator"), List.of("*")));

  /**
   * @throws Failure where nobody has the name
   */
  static Person named(String name) {
    return ALL.stream()
        .filter(person -> person.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new Failure(
                    "Nobody is called %s here; there are %s."
                        .formatted(
                            name, String.join(", ", ALL.stream().map(Person::name).toList()))));
  }
}
