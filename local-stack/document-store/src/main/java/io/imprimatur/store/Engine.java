package io.imprimatur.store;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file all databases lie in. Commands share a gate that a commit closes while it writes, so a
 * commit never holds half of a document's write. What is committed is also on disk (fsync) before
 * anybody is told.
 */
final class Engine implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Engine.class);

  private static final String FILE = "documents.mv";

  /**
   * Space that nothing refers to is used again after this time. Each commit is synced before the
   * next one starts, so this need not outlast the disk's own reordering; it is for good measure.
   */
  private static final int RETENTION_MILLIS = 1_000;

  private static final int CACHE_MIB = 64;
  private static final long SPACE_CHECK_NANOS = 100_000_000;

  private final Path directory;
  private final long reserve;
  private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock();
  private final GroupCommit commits;
  private volatile MVStore store;
  private volatile long generation;
  private Catalog catalog;
  private volatile boolean broken;
  private volatile long spaceChecked;
  private volatile boolean spaceLeft;

  /**
   * Opens the store in a directory, which is made where there is none.
   *
   * @param reserve bytes of the disk that writes leave free
   * @throws StoreUnavailableException if the directory can't be used
   */
  Engine(Path directory, long reserve) {
    this.directory = directory;
    this.reserve = reserve;
    this.spaceChecked = System.nanoTime() - SPACE_CHECK_NANOS;
    open();
    this.commits = new GroupCommit(this);
  }

  private void open() {
    if (Files.exists(directory) && !Files.isDirectory(directory)) {
      throw new StoreUnavailableException(
          "The data directory " + directory + " is not a directory.");
    }
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new StoreUnavailableException(
          "The data directory " + directory + " can't be made: " + reason(e) + ".", e);
    }
    if (!Files.isWritable(directory)) {
      throw new StoreUnavailableException(
          "The data directory " + directory + " is not writable for this user.");
    }
    Path file = directory.resolve(FILE);
    if (Files.exists(file) && !Files.isWritable(file)) {
      throw new StoreUnavailableException("The file " + file + " is not writable for this user.");
    }
    try {
      store =
          new MVStore.Builder()
              .fileName(file.toString())
              .autoCommitDisabled()
              .autoCommitBufferSize(0)
              .cacheSize(CACHE_MIB)
              .open();
      store.setVersionsToKeep(0);
      store.setRetentionTime(RETENTION_MILLIS);
      catalog = new Catalog(store);
      store.commit();
      store.sync();
    } catch (MVStoreException e) {
      closeQuietly();
      throw new StoreUnavailableException(
          e.getErrorCode() == DataUtils.ERROR_FILE_LOCKED
              ? "The data directory " + directory + " is in use by another document store."
              : "The file " + file + " can't be opened: " + reason(e) + ".",
          e);
    }
  }

  private static String reason(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    return cause.getClass().getSimpleName() + ": " + cause.getMessage();
  }

  /** Runs a command over the catalog; no commit happens meanwhile. */
  <T> T run(Function<Catalog, T> command) {
    if (broken) {
      reopen();
    }
    gate.readLock().lock();
    try {
      return command.apply(catalog);
    } catch (MVStoreException e) {
      broken = broken || store.isClosed();
      throw failed(e);
    } finally {
      gate.readLock().unlock();
    }
  }

  /**
   * Refuses a write before it is begun where the disk is nearly full.
   *
   * @throws de.bwaldvogel.mongo.exception.MongoServerError 14031
   */
  void requireSpace() {
    long now = System.nanoTime();
    if (now - spaceChecked >= SPACE_CHECK_NANOS) {
      spaceLeft = usableSpace() >= reserve;
      spaceChecked = now;
    }
    if (!spaceLeft) {
      throw Errors.outOfDiskSpace(
          "available disk space of " + directory + " is less than required minimum of " + reserve);
    }
  }

  private long usableSpace() {
    try {
      FileStore disk = Files.getFileStore(directory);
      return disk.getUsableSpace();
    } catch (IOException e) {
      throw Errors.outOfDiskSpace("can't tell the free space of " + directory + ": " + reason(e));
    }
  }

  /**
   * Counts how often the file had to be opened again. While a command runs, it stays the same; what
   * the command wrote is gone if it is another one when the commit comes.
   */
  long generation() {
    return generation;
  }

  /** Completes when everything written in that generation before this call is on disk. */
  CompletableFuture<Void> durable(long written) {
    return commits
        .next()
        .thenRun(
            () -> {
              if (generation != written) {
                throw Errors.outOfDiskSpace("The write was lost as the file was opened again.");
              }
            });
  }

  /** Writes a commit and syncs it. Only the committer calls this. */
  void commit() {
    try {
      MVStore current;
      gate.writeLock().lock();
      try {
        current = store;
        if (broken) {
          throw Errors.outOfDiskSpace("The store's file has to be opened again.");
        }
        current.commit();
      } finally {
        gate.writeLock().unlock();
      }
      current.sync();
    } catch (MVStoreException e) {
      broken = true;
      throw failed(e);
    }
  }

  /**
   * Moves live data together and gives space back, for about the given time, while commands wait.
   *
   * @return whether there may be more to do
   */
  boolean compact(int millis) {
    gate.writeLock().lock();
    try {
      if (broken || store.isClosed()) {
        return false;
      }
      long before = store.getFileStore().size();
      store.compactFile(millis);
      store.setRetentionTime(RETENTION_MILLIS);
      store.sync();
      return store.getFileStore().size() < before;
    } catch (MVStoreException e) {
      broken = true;
      log.warn("compaction failed", e);
      return false;
    } finally {
      gate.writeLock().unlock();
    }
  }

  long fileSize() {
    return store.getFileStore().size();
  }

  /** After a failed write the file is opened again as of the last commit that succeeded. */
  private void reopen() {
    gate.writeLock().lock();
    try {
      if (broken) {
        generation++;
        closeQuietly();
        open();
        broken = false;
      }
    } catch (StoreUnavailableException e) {
      throw Errors.outOfDiskSpace(e.getMessage());
    } finally {
      gate.writeLock().unlock();
    }
  }

  private void closeQuietly() {
    if (store != null) {
      store.closeImmediately();
    }
  }

  private static RuntimeException failed(MVStoreException e) {
    log.error("the store's file can't be read or written", e);
    return Errors.outOfDiskSpace("The store's file can't be read or written: " + reason(e));
  }

  /** Commits what is left and closes the file. */
  @Override
  public void close() {
    commits.close();
    gate.writeLock().lock();
    try {
      if (!store.isClosed()) {
        store.close();
      }
    } finally {
      gate.writeLock().unlock();
    }
  }
}
