package io.imprimatur.seals;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.text.ParseException;

/** Keeps fetched keys in a file. A file that can't be used only costs a fetch. */
record KeyCache(Path file) {

  private static final System.Logger LOG = System.getLogger(KeyCache.class.getName());

  KeySet read() {
    try {
      return KeySet.parse(Files.readString(file));
    } catch (NoSuchFileException e) {
      return KeySet.EMPTY;
    } catch (IOException | ParseException e) {
      LOG.log(
          Level.WARNING, "The kept seal keys in " + file + " can't be used; fetching them anew", e);
      return KeySet.EMPTY;
    }
  }

  /** Whole or not at all: a halt at any moment leaves the old file or the new one. */
  void write(KeySet keys) {
    Path target = file.toAbsolutePath();
    try {
      Files.createDirectories(target.getParent());
      Path fresh = Files.createTempFile(target.getParent(), "seal-keys", ".new");
      try {
        try (FileChannel out = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
          ByteBuffer bytes = ByteBuffer.wrap(keys.publicJson().getBytes(StandardCharsets.UTF_8));
          while (bytes.hasRemaining()) {
            out.write(bytes);
          }
          out.force(true);
        }
        Files.move(
            fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(fresh);
      }
    } catch (IOException e) {
      // the keys hold until this process ends; the next one fetches them again
      LOG.log(Level.WARNING, "The fetched seal keys can't be kept in " + file, e);
    }
  }
}
