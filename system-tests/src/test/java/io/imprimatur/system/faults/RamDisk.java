package io.imprimatur.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.system.Stack;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/**
 * A small file system in memory under the data of one part, which can be filled. Mounting takes
 * root; where that is not allowed the run says so and fails.
 */
final class RamDisk implements AutoCloseable {

  private static final int BLOCK = 4096;

  private final Stack stack;
  private final String part;
  private final Path data;
  private final Path ballast;

  /**
   * @param mebibytes its size
   */
  RamDisk(Stack stack, String part, int mebibytes) throws IOException {
    this.stack = stack;
    this.part = part;
    this.data = stack.state().resolve("data").resolve(part);
    this.ballast = data.resolve("ballast");
    stack.stop(part);
    Path aside = data.resolveSibling(part + "-aside");
    run("mv", data.toString(), aside.toString());
    Files.createDirectories(data);
    int mounted =
        exit("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "tmpfs", data.toString());
    if (mounted == 0) {
      run("cp", "-a", aside + "/.", data.toString());
      run("rm", "-r", aside.toString());
    } else {
      Files.delete(data);
      run("mv", aside.toString(), data.toString());
    }
    stack.mend(part);
    assertThat(mounted)
        .as("FullDiskTest mounts a file system of its own and needs root for that")
        .isZero();
  }

  /** Takes every byte that is left. */
  void fill() throws IOException {
    byte[] block = new byte[BLOCK];
    try (OutputStream out =
        Files.newOutputStream(ballast, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      assertThat(Files.getFileStore(data).getUsableSpace()).isLessThan(BLOCK);
    }
  }

  /** Makes room again. */
  void free() throws IOException {
    Files.deleteIfExists(ballast);
  }

  @Override
  public void close() throws IOException {
    free();
    stack.stop(part);
    Path aside = data.resolveSibling(part + "-aside");
    run("cp", "-a", data.toString(), aside.toString());
    run("umount", data.toString());
    Files.delete(data);
    run("mv", aside.toString(), data.toString());
    stack.mend();
  }

  private static void run(String... words) throws IOException {
    assertThat(exit(words)).as(String.join(" ", words)).isZero();
  }

  private static int exit(String... words) throws IOException {
    Process process = new ProcessBuilder(words).inheritIO().start();
    try {
      return process.waitFor(2, TimeUnit.MINUTES) ? process.exitValue() : -1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
