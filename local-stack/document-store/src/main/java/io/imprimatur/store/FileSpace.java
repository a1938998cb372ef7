package io.imprimatur.store;

import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.RandomAccessStore;

/** Makes room in MVStore's file. Whoever calls has the file alone. */
final class FileSpace {

  /** A file that is fuller than this has no gaps worth closing. */
  private static final int FULL_PERCENT = 90;

  private static final long MOVED_BYTES = 16L * 1024 * 1024;

  private final MVStore store;

  FileSpace(MVStore store) {
    this.store = store;
  }

  /**
   * Writes a little of its own: what the last write made superfluous is free only after later ones,
   * and nobody else writes while the store is idle. Everything that was written before is on disk
   * afterwards.
   */
  void letGoOfOldVersions() {
    MVMap<String, Long> own = store.openMap("compactions");
    for (int write = 0; write < 2; write++) {
      own.merge("count", 1L, Long::sum);
      store.commit();
      store.sync();
    }
  }

  /** Moves live data to the front and cuts the file, for about the given time. */
  void moveTogether(int millis) {
    store.compactFile(millis);
    // MVStore's own compaction looks only at how full the chunks are and leaves a file as long as
    // it is where all of them are full, however far apart they lie.
    if (store.getFileStore() instanceof RandomAccessStore file) {
      file.compactMoveChunks(FULL_PERCENT, MOVED_BYTES, store);
    }
  }
}
