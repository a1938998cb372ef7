package io.imprimatur.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The folder of the project, and the one with everything that the stack writes.
 *
 * @param root absolute path of the project
 * @param state {@code .imprimatur} in it, where nothing else was asked for
 */
record Home(Path root, Path state) {

  Home(Path root) {
    this(root, root.resolve(".imprimatur"));
  }

  /** The project's folder, and what {@code IMPRIMATUR_STATE} says about the other one. */
  static Home of(Path root, Map<String, String> environment) {
    String state = environment.getOrDefault("IMPRIMATUR_STATE", "");
    return state.isBlank() ? new Home(root) : new Home(root, Path.of(state).toAbsolutePath());
  }

  /** The same project with another place to write to, which is thrown away afterwards. */
  Home rehearsal() {
    return new Home(root, state.resolve("rehearsal"));
  }

  Path data(String name) {
    return state().resolve("data").resolve(name);
  }

  Path log(String name) {
    return state().resolve("logs").resolve(name + ".log");
  }

  Path keys() {
    return state().resolve("keys");
  }

  Path runFile(String name) {
    return state().resolve("run").resolve(name + ".json");
  }

  Path apps() {
    return state().resolve("apps");
  }

  Path settings() {
    return state().resolve("stack.json");
  }

  /** Beside the sources, whatever the state is. */
  Path buildLock() {
    return root.resolve(".imprimatur").resolve("build.lock");
  }

  Path portsFile() {
    return root.resolve("config").resolve("ports.properties");
  }

  Path officeFile() {
    return root.resolve("config").resolve("office.yml");
  }

  /** Makes the folders that every command writes to. */
  void prepare() {
    for (String folder : new String[] {"data", "logs", "keys", "run", "apps"}) {
      Path path = state().resolve(folder);
      try {
        Files.createDirectories(path);
      } catch (IOException e) {
        throw Disk.cannotWrite(path, e);
      }
    }
  }
}
