package io.imprimatur.launcher;

import java.io.IOException;
import java.io.Reader;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** The ports of the stack, by name, already moved by the offset. */
class Ports {

  private static final int HIGHEST = 65_535;

  private final Map<String, Integer> numbers;

  private Ports(Map<String, Integer> numbers) {
    this.numbers = numbers;
  }

  /**
   * @param file lines {@code name=number}, 1–65535
   * @param offset added to every port
   * @throws Failure where the file can't be read, holds no number, or a moved port is out of range
   */
  static Ports read(Path file, int offset) {
    var properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new Failure("The ports stand in %s, which can't be read: %s.".formatted(file, e), e);
    }
    var numbers = new TreeMap<String, Integer>();
    for (String name : properties.stringPropertyNames()) {
      numbers.put(name, number(file, name, properties.getProperty(name).strip(), offset));
    }
    return new Ports(numbers);
  }

  private static int number(Path file, String name, String text, int offset) {
    int number;
    try {
      number = Integer.parseInt(text);
    } catch (NumberFormatException e) {
      number = 0;
    }
    if (number < 1 || number > HIGHEST) {
      throw new Failure(
          "%s says %s=%s; give a port from 1 to %d.".formatted(file, name, text, HIGHEST));
    }
    int moved = number + offset;
    if (moved < 1 || moved > HIGHEST) {
      throw new Failure(
          "--port-offset %d moves %s to %d; choose an offset that keeps every port from 1 to %d."
              .formatted(offset, name, moved, HIGHEST));
    }
    return moved;
  }

  /** For a rehearsal: any port is a free one, and stays the same from then on. */
  static Ports anyFree() {
    return new Ports(new TreeMap<>()) {
      @Override
      int of(String name) {
        return super.numbers.computeIfAbsent(name, unused -> free());
      }
    };
  }

  private static int free() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new Failure("This machine has no free port: end programs that use many.", e);
    }
  }

  /**
   * @throws Failure where the file has no such port
   */
  int of(String name) {
    Integer number = numbers.get(name);
    if (number == null) {
      throw new Failure("config/ports.properties lacks the line %s=PORT.".formatted(name));
    }
    return number;
  }
}
