package io.imprimatur.store;

import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.RootReference;

/**
 * A map as it was at one moment; what is written later does not show. {@link Engine#read} keeps
 * what it stands on in the file.
 */
final class View {

  private final MVMap<byte[], byte[]> map;
  private final RootReference<byte[], byte[]> root;

  /** Takes the map as it is; views that belong together are taken under one lock. */
  View(MVMap<byte[], byte[]> map) {
    this.map = map;
    this.root = map.flushAndGetRoot();
  }

  /** The value under a key; null if there is none. */
  byte[] get(byte[] key) {
    return map.get(root.root, key);
  }

  /** Entries from a key on; from the first or last one where it is null. */
  Cursor<byte[], byte[]> cursor(byte[] from, boolean backwards) {
    return map.cursor(root, from, null, backwards);
  }
}
