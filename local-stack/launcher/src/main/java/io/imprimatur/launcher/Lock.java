package io.imprimatur.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Lets one command at a time do something; the system gives it back when the command ends. */
final class Lock implements AutoCloseable {

  private final FileChannel channel;

  private Lock(FileChannel channel) {
    this.channel = channel;
  }

  /** To change the stack. Waits, and says so, while another command has it. */
  static Lock take(Home home, PrintStream out) {
    return take(
        home.state().resolve("lock"),
        "Another ./imprimatur start or stop is at work here: waiting for its end …",
        out);
  }

  /** To build, which stacks of one folder with states of their own do in the same place. */
  static Lock ofBuild(Home home, PrintStream out) {
    return take(
        home.buildLock(), "Another ./imprimatur start is building: waiting for its end …", out);
  }

  private static Lock take(Path file, String waiting, PrintStream out) {
    try {
      Files.createDirectories(file.getParent());
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        out.println(waiting);
        channel.lock();
      }
      return new Lock(channel);
    } catch (IOException e) {
      throw Disk.cannotWrite(file, e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new Failure("The lock can't be given back: " + e.getMessage(), e);
    }
  }
}
