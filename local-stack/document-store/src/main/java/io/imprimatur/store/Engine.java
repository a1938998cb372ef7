package io.imprimatur.store;

import de.bwaldvogel.mongo.exception.MongoServerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file all databases lie in. Commands that write share a gate that a commit closes while it
 * writes, so a commit never holds half of a document's write. Commands that read keep it open for
 * everybody: they look at maps as they were. What is committed is also on disk (fsync) before
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
  private static final int PATIENCE_MILLIS = 20;

  private final Path directory;

  /** Shared by all commands; had alone by what moves data in the file or opens it again. */
  private final ReentrantReadWriteLock use = new ReentrantReadWriteLock();

  /** Shared by commands that write, had alone by a commit; taken behind {@link #use}. */
  private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock();

  private final GroupCommit commits;
  private volatile MVStore store;
  private volatile long generation;
  private Catalog catalog;
  private volatile boolean broken;

  /**
   * Opens the store in a directory, which is made where there is none.
   *
   * @throws StoreUnavailableException if the directory can't be used
   */
  Engine(Path directory) {
    this.directory = directory;
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

  /** Runs a command that writes; no commit happens meanwhile. */
  <T> T write(Function<Catalog, T> command) {
    return using(
        () -> {
          gate.readLock().lock();
          try {
            return command.apply(catalog);
          } finally {
            gate.readLock().unlock();
          }
        });
  }

  /**
   * Runs a command that only reads. Commits go on meanwhile; what the views of the command stand on
   * is not written over until it ends.
   */
  <T> T read(Function<Catalog, T> command) {
    return using(
        () -> {
          MVStore current = store;
          MVStore.TxCounter version = current.registerVersionUsage();
          try {
            return command.apply(catalog);
          } finally {
            current.deregisterVersionUsage(version);
          }
        });
  }

  private <T> T using(Supplier<T> command) {
    take();
    try {
      return command.get();
    } catch (MVStoreException e) {
      broken = broken || store.isClosed();
      throw failed(e);
    } finally {
      use.readLock().unlock();
    }
  }

  /**
   * Shares the file with other commands; one that broke while this waited is opened again first.
   */
  private void take() {
    while (true) {
      if (broken) {
        reopen(false);
      }
      use.readLock().lock();
      if (!broken) {
        return;
      }
      use.readLock().unlock();
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

  /** What became of a compaction. */
  enum Compaction {
    /** Commands were running. */
    NOT_BEGUN,
    SHORTER,
    NO_SHORTER
  }

  /**
   * Moves live data together and gives space back, for about the given time, while commands wait.
   * Where a command runs on, it does not wait for it long, for others would have to wait as well.
   */
  Compaction compact(int millis) {
    if (!takeAlone()) {
      return Compaction.NOT_BEGUN;
    }
    boolean kept = false;
    try {
      if (broken || store.isClosed()) {
        return Compaction.NO_SHORTER;
      }
      FileSpace space = new FileSpace(store);
      long before = store.getFileStore().size();
      space.letGoOfOldVersions();
      kept = true;
      space.moveTogether(millis);
      store.setRetentionTime(RETENTION_MILLIS);
      store.sync();
      return store.getFileStore().size() < before ? Compaction.SHORTER : Compaction.NO_SHORTER;
    } catch (MVStoreException e) {
      broken = true;
      log.warn("compaction failed, so the file is opened again", e);
      reopenQuietly(kept);
      return Compaction.NO_SHORTER;
    } finally {
      use.writeLock().unlock();
    }
  }

  /** Takes the file for itself, unless commands run on; the caller gives it back. */
  private boolean takeAlone() {
    try {
      return use.writeLock().tryLock(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the committer", e);
    }
  }

  long fileSize() {
    return store.getFileStore().size();
  }

  /**
   * After a failed write the file is opened again as of the last commit that succeeded.
   *
   * @param kept whether that one had everything that commands wrote
   */
  private void reopen(boolean kept) {
    use.writeLock().lock();
    gate.writeLock().lock();
    try {
      if (broken) {
        generation += kept ? 0 : 1;
        closeQuietly();
        open();
        broken = false;
      }
    } catch (StoreUnavailableException e) {
      throw Errors.outOfDiskSpace(e.getMessage());
    } finally {
      gate.writeLock().unlock();
      use.writeLock().unlock();
    }
  }

  /** Where it can't be opened either, the next command says so. */
  private void reopenQuietly(boolean kept) {
    try {
      reopen(kept);
    } catch (MongoServerException e) {
      log.error("the store's file can't be opened again", e);
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
    use.writeLock().lock();
    try {
      if (!store.isClosed()) {
        store.close();
      }
    } finally {
      use.writeLock().unlock();
    }
  }
}
