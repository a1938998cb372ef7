package io.imprimatur.testkit;

import java.util.List;

/**
 * Somebody who may sign in.
 *
 * @param id the {@code sub} of the tokens
 * @param sections section ids, or {@code *} for all
 * @param locale {@code zh} or {@code en}
 */
public record TestPerson(
    String id, String name, List<String> roles, List<String> sections, String locale) {

  public static final TestPerson LIN_YUE =
      new TestPerson(
          "lin.yue",
          "Lin Yue 林悦",
          List.of("writer"),
          List.of("government", "open-governance", "services"),
          "zh");
  public static final TestPerson TOM_BAKER =
      new TestPerson(
          "tom.baker",
          "Tom Baker",
          List.of("writer"),
          List.of("government", "investment", "tourism"),
          "en");
  public static final TestPerson WANG_MIN =
      new TestPerson("wang.min", "Wang Min 王敏", List.of("reviewer"), List.of("*"), "zh");
  public static final TestPerson SARA_OLSEN =
      new TestPerson("sara.olsen", "Sara Olsen", List.of("reviewer"), List.of("*"), "en");
  public static final TestPerson ZHAO_LEI =
      new TestPerson(
          "zhao.lei", "Zhao Lei 赵磊", List.of("reviewer"), List.of("tourism", "services"), "zh");
  public static final TestPerson CHEN_BO =
      new TestPerson(
          "chen.bo", "Chen Bo 陈博", List.of("reviewer", "chief-editor"), List.of("*"), "zh");
  public static final TestPerson MIA_ROTH =
      new TestPerson("mia.roth", "Mia Roth", List.of("publisher"), List.of("*"), "en");
  public static final TestPerson ADAM_FREY =
      new TestPerson("adam.frey", "Adam Frey", List.of("administrator"), List.of("*"), "en");

  /** The people of the local stack. */
  public static final List<TestPerson> ALL =
      List.of(LIN_YUE, TOM_BAKER, WANG_MIN, SARA_OLSEN, ZHAO_LEI, CHEN_BO, MIA_ROTH, ADAM_FREY);

  public TestPerson {
    roles = List.copyOf(roles);
    sections = List.copyOf(sections);
  }

  public String email() {
    return id + "@press.linhe.example";
  }

  /** The same person with other roles. */
  public TestPerson withRoles(String... others) {
    return new TestPerson(id, name, List.of(others), sections, locale);
  }

  /** The same person in other sections. */
  public TestPerson withSections(String... others) {
    return new TestPerson(id, name, roles, List.of(others), locale);
  }
}
