package io.imprimatur.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;

/** Short names for a state of files, by which a change is seen without reading them. */
final class Stamps {

  private static final int LENGTH = 16;

  private Stamps() {}

  /** Sixteen hex digits of the files' names, sizes and times and of the text. */
  static String of(Collection<Path> files, String text) {
    var described = new StringBuilder(text);
    for (Path file : files.stream().sorted().toList()) {
      try {
        described
            .append('\n')
            .append(file)
            .append(' ')
            .append(Files.size(file))
            .append(' ')
            .append(Files.getLastModifiedTime(file));
      } catch (NoSuchFileException e) {
        described.append('\n').append(file).append(" gone");
      } catch (IOException e) {
        throw new Failure("%s can't be read: %s.".formatted(file, e), e);
      }
    }
    return digest(described.toString());
  }

  static String digest(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  static FileTime modified(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new Failure("%s can't be read: %s.".formatted(file, e), e);
    }
  }
}
