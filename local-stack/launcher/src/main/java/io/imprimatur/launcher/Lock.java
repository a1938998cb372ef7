package io.imprimatur.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Lets one command at a time change the stack; the system gives it back when the command ends. */
final class Lock implements AutoCloseable {

  private final FileChannel channel;

  private Lock(FileChannel channel) {
    this.channel = channel;
  }

  /** Waits, and says so, while another command has it. */
  static Lock take(Home home, PrintStream out) {
    Path file = home.state().resolve("lock");
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        out.println("Another ./imprimatur start or stop is at work here: waiting for its end …");
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
