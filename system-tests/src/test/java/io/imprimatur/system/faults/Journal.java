package io.imprimatur.system.faults;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The commands of one article that a service acknowledged, in their order. */
final class Journal {

  private final List<Acknowledged> commands = new CopyOnWriteArrayList<>();

  /**
   * A command that got its answer.
   *
   * @param headers with its {@code Idempotency-Key}
   */
  record Acknowledged(
      String person,
      String method,
      String service,
      String path,
      Map<String, String> headers,
      Object body,
      int status,
      String answer) {

    /** Of changes of a text a document keeps its last answer alone. */
    boolean isChange() {
      return method.equals("PUT");
    }

    @Override
    public String toString() {
      return person + ": " + method + " " + path + " -> " + status;
    }
  }

  void note(Acknowledged command) {
    commands.add(command);
  }

  /** Those that must still get their first answer when they come again. */
  List<Acknowledged> repeatable() {
    Acknowledged lastChange =
        commands.stream().filter(Acknowledged::isChange).reduce((a, b) -> b).orElse(null);
    return commands.stream().filter(c -> !c.isChange() || c == lastChange).toList();
  }

  int size() {
    return commands.size();
  }
}
