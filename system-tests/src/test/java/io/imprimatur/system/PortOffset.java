package io.imprimatur.system;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** How far a stack's ports are moved, so that it finds them free. */
public final class PortOffset {

  /** The lowest port of a stack that is not moved. */
  public static final int LOWEST = 8400;

  private static final int FIRST = 2_000;
  private static final int STEP = 100;

  /** All of a stack's ports lie below 32,768, where Linux begins to give ports to connections. */
  private static final int PLACES = 222;

  private PortOffset() {}

  /**
   * The next free place from one that is drawn, since two stacks may begin to look at the same
   * time. Tried with three ports that all others are between.
   */
  public static int free() {
    int drawn = ThreadLocalRandom.current().nextInt(PLACES);
    for (int i = 0; i < PLACES; i++) {
      int offset = FIRST + (drawn + i) % PLACES * STEP;
      int lowest = LOWEST + offset;
      if (isFree(lowest) && isFree(lowest + 5) && isFree(lowest + 9)) {
        return offset;
      }
    }
    throw new IllegalStateException("no free ports");
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port)) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
