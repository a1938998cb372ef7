package io.imprimatur.launcher;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether there is room, and what to say where there is none. */
final class Disk {

  static final long MIB = 1024 * 1024;

  /** Classes, jars, and on a fresh machine Maven's downloads. */
  static final long FOR_BUILD = 1024 * MIB;

  /** The broker's and the store's first files, logs, the services' start caches. */
  static final long FOR_START = 300 * MIB;

  /** Beyond what a start needs: some 100 MiB for each part's start cache. */
  static final long FOR_CACHES = 1536 * MIB;

  private Disk() {}

  /**
   * @param folder any path, which need not exist yet
   * @param bytes the least that has to be free there
   * @param purpose what the room is for, as in "to build"
   * @throws Failure where less is free
   */
  static void requireFree(Path folder, long bytes, String purpose) {
    Path existing = folder.toAbsolutePath();
    while (!Files.exists(existing)) {
      existing = existing.getParent();
    }
    long free = free(existing);
    if (free < bytes) {
      throw new Failure(
          "The disk is nearly full: %d MiB are free at %s, and %d MiB are needed %s. Make room there, then try again."
              .formatted(free / MIB, existing, bytes / MIB, purpose));
    }
  }

  /** Bytes that this user may still write where the folder lies. */
  static long free(Path folder) {
    try {
      FileStore disk = Files.getFileStore(folder);
      return disk.getUsableSpace();
    } catch (IOException e) {
      throw cannotWrite(folder, e);
    }
  }

  static Failure cannotWrite(Path path, IOException e) {
    if (isFull(String.valueOf(e.getMessage()))) {
      return new Failure(
          "The disk is full: %s could not be written. Make room there, then try again."
              .formatted(path),
          e);
    }
    return new Failure(
        "%s can't be written (%s): give this user the right to, or move the project's folder."
            .formatted(path, e),
        e);
  }

  /** Whether a line of a log or an error speaks of a full disk. */
  static boolean isFull(String text) {
    return text.contains("No space left on device")
        || text.contains("Disk quota exceeded")
        || text.contains("not enough space");
  }
}
