package io.imprimatur.signin;

import java.util.List;

/**
 * Somebody to try things out as.
 *
 * @param id the name to sign in with, and the {@code sub} of the tokens
 * @param roles of {@code writer, reviewer, chief-editor, publisher, administrator}
 * @param sections section ids, or {@code *} for all
 * @param locale {@code zh} or {@code en}
 */
record DemoPerson(
    String id, String name, List<String> roles, List<String> sections, String locale) {

  String email() {
    return id + "@press.linhe.example";
  }
}
