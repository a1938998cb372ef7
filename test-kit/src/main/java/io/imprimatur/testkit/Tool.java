package io.imprimatur.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Programs that tests call beside those of the JDK. A test that needs one asks for it first, so
 * that it fails with a sentence where it is missing: nothing is skipped silently.
 */
public enum Tool {
  JQ("jq", "jq", "--version", "(?s)jq-.*"),
  OPENSSL("OpenSSL 3 or newer", "openssl", "version", "(?s)OpenSSL ([3-9]|[1-9]\\d+)\\..*");

  private final String name;
  private final String program;
  private final String question;
  private final Pattern answer;

  Tool(String name, String program, String question, String answer) {
    this.name = name;
    this.program = program;
    this.question = question;
    this.answer = Pattern.compile(answer);
  }

  /**
   * Makes sure that it is there.
   *
   * @throws IllegalStateException where it is not, with a sentence that says how to get it
   */
  public void demand() {
    demand(program);
  }

  /** The same under another name. */
  void demand(String called) {
    String version = version(called);
    if (!answer.matcher(version).matches()) {
      throw new IllegalStateException(
          "%s is needed, and %s. Install it (Debian, Ubuntu: apt-get install %s)."
              .formatted(
                  name,
                  version.isEmpty()
                      ? "there is no program " + called
                      : called + " says that it is " + version.strip(),
                  program));
    }
  }

  /** What it says of itself; nothing where there is no such program. */
  private String version(String called) {
    try {
      Process process =
          new ProcessBuilder(List.of(called, question)).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      return said;
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
