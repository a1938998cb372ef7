package io.imprimatur.benchmarks;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The other end of {@link Child}: reads commands and answers them, until there are no more. */
final class Commands {

  private Commands() {}

  /** What a child can do. */
  interface Command {
    Map<String, Object> run(String[] words) throws Exception;
  }

  static void serve(Command command) throws Exception {
    answer(Map.of("ready", true));
    var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      answer(command.run(line.split(" ")));
    }
  }

  private static void answer(Map<String, Object> answer) {
    System.out.println(Child.ANSWER + JsonMapper.shared().writeValueAsString(answer));
    System.out.flush();
  }
}
