package io.imprimatur.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file with keys, changed as operators do: by a script of the folder {@code deploy}.
 *
 * @param script its name
 */
public record KeyScript(String script, Path file) {

  /** Sealing keys, changed by {@code deploy/seal-keys}. */
  public KeyScript(Path file) {
    this("seal-keys", file);
  }

  /** Keys of links in mails, changed by {@code deploy/link-keys}. */
  public static KeyScript ofLinks(Path file) {
    return new KeyScript("link-keys", file);
  }

  /** A new key behind the others; gives its name. */
  public String add() {
    return run("add").getLast().split(" ")[0];
  }

  /** From each instance's next start on this key signs. */
  public void sign(String kid) {
    run("sign", kid);
  }

  /** Takes a key of links out. */
  public void remove(String key) {
    run("remove", key);
  }

  /** Takes the private part of a key out. */
  public void retire(String kid) {
    run("retire", kid);
  }

  /** The key that signs. */
  public String signing() {
    return run().stream()
        .filter(line -> line.endsWith("  signs"))
        .findFirst()
        .map(line -> line.split(" ")[0])
        .orElseThrow();
  }

  /** How many private keys the file holds. */
  public int secrets() {
    return (int) run().stream().filter(line -> !line.contains("public part only")).count();
  }

  private List<String> run(String... words) {
    List<String> line = new ArrayList<>(List.of(found().toString(), file.toString()));
    line.addAll(List.of(words));
    try {
      Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(line + " ended with " + process.exitValue() + ": " + out);
      }
      return out.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Path found() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("deploy").resolve(script))) {
      folder = folder.getParent();
    }
    return folder.resolve("deploy").resolve(script);
  }
}
