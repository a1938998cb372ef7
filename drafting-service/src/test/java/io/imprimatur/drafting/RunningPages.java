package io.imprimatur.drafting;

import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.testkit.TestDesk;
import io.imprimatur.testkit.TestPerson;
import java.util.HashMap;
import java.util.Map;

/** The running service, for tests of its pages. */
abstract class RunningPages extends RunningDesk {

  private final Map<TestPerson, TestDesk> desks = new HashMap<>();

  /** The person's browser, signed in. */
  TestDesk at(TestPerson person) {
    return desks.computeIfAbsent(person, p -> TestDesk.of(port, p, "/write"));
  }

  /** A path below the pages of an article. */
  static String page(String id, String... more) {
    return "/write/" + id + String.join("", more);
  }

  /** The version that the form of a page is based on. */
  static long version(TestDesk.Page page) {
    return Long.parseLong(page.html().selectFirst("input[name=version]").val());
  }

  static TestDesk.Page is(TestDesk.Page page, int status) {
    assertThat(page.status()).as("%s%n%s", page.uri(), page.body()).isEqualTo(status);
    return page;
  }
}
