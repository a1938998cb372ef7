package io.imprimatur.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The disk's space that writes leave free. */
final class FreeSpace {

  private static final long CHECK_NANOS = 100_000_000;

  private final Path directory;
  private final long reserve;
  private volatile long checked = System.nanoTime() - CHECK_NANOS;
  private volatile boolean left;

  /**
   * @param reserve bytes to leave free
   */
  FreeSpace(Path directory, long reserve) {
    this.directory = directory;
    this.reserve = reserve;
  }

  /**
   * Refuses a write before it is begun where the disk is nearly full.
   *
   * @throws de.bwaldvogel.mongo.exception.MongoServerError 14031
   */
  void require() {
    long now = System.nanoTime();
    if (now - checked >= CHECK_NANOS) {
      left = usable() >= reserve;
      checked = now;
    }
    if (!left) {
      throw Errors.outOfDiskSpace(
          "available disk space of " + directory + " is less than required minimum of " + reserve);
    }
  }

  private long usable() {
    try {
      return Files.getFileStore(directory).getUsableSpace();
    } catch (IOException e) {
      throw Errors.outOfDiskSpace("can't tell the free space of " + directory + ": " + e + ".");
    }
  }
}
