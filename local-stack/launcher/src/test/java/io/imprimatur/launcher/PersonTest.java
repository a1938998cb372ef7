package io.imprimatur.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PersonTest {

  private static final Pattern LINE =
      Pattern.compile(
          "- \\{ id: (\\S+), name: ([^,]+), roles: \\[([^]]+)], sections: \\[([^]]+)], locale");

  /** The launcher shows people also while sign-in is down, so it has a list of its own. */
  @Test
  void theSamePeopleAreKnownToSignIn() throws Exception {
    String settings =
        Files.readString(
            Script.PROJECT.resolve("local-stack/sign-in/src/main/resources/application.yml"));
    var known = new ArrayList<Person>();
    Matcher line = LINE.matcher(settings);
    while (line.find()) {
      known.add(
          new Person(line.group(1), line.group(2), words(line.group(3)), words(line.group(4))));
    }
    assertThat(known).isEqualTo(Person.ALL);
    assertThat(settings).contains("  password: " + Person.PASSWORD + "\n");
  }

  private static List<String> words(String list) {
    return List.of(list.replace("\"", "").split(", "));
  }
}
