package io.imprimatur.store;

import io.imprimatur.store.Engine.Compaction;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that commits for everybody who waits: the writes of many clients share one sync. While
 * nobody writes it compacts the file.
 */
final class GroupCommit implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);

  /** Longer than what was written over is kept: only older data is moved. */
  private static final long IDLE_MILLIS = 2_000;

  /** Compactions in a row that made the file no shorter, after which it counts as compact. */
  private static final int VAIN_ATTEMPTS = 3;

  private static final int COMPACTION_MILLIS = 50;

  /** Compaction starts once a file has grown by this much since the last one. */
  private static final long GROWTH = 4L * 1024 * 1024;

  /** And, though there are writes, once it has grown by this much and doubled. */
  private static final long GREAT_GROWTH = 128L * 1024 * 1024;

  private final Engine engine;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition wanted = lock.newCondition();
  private final Thread thread;
  private CompletableFuture<Void> next = new CompletableFuture<>();
  private boolean pending;
  private boolean closing;
  private int vain;
  private long compactedSize;

  GroupCommit(Engine engine) {
    this.engine = engine;
    this.thread = Thread.ofPlatform().name("store-commit").daemon(true).start(this::run);
  }

  /** Completes after the next commit that starts from now on. */
  CompletableFuture<Void> next() {
    lock.lock();
    try {
      if (closing) {
        return CompletableFuture.failedFuture(Errors.outOfDiskSpace("The store is shutting down."));
      }
      pending = true;
      wanted.signal();
      return next;
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    boolean more = true;
    while (more) {
      try {
        more = step();
      } catch (RuntimeException e) {
        log.error("the committer goes on after", e);
      }
    }
  }

  private boolean step() {
    CompletableFuture<Void> batch = await();
    if (batch == null) {
      compactIfIdle();
      return true;
    }
    try {
      engine.commit();
      batch.complete(null);
    } catch (RuntimeException | Error e) {
      batch.completeExceptionally(e);
    }
    long size = engine.fileSize();
    if (size > 2 * compactedSize + GREAT_GROWTH) {
      if (engine.compact(COMPACTION_MILLIS) != Compaction.NOT_BEGUN) {
        compactedSize = engine.fileSize();
      }
    }
    lock.lock();
    try {
      return !closing || pending;
    } finally {
      lock.unlock();
    }
  }

  /** The waiting writes; null after a while without any. */
  private CompletableFuture<Void> await() {
    lock.lock();
    try {
      while (!pending && !closing) {
        if (!wanted.await(IDLE_MILLIS, TimeUnit.MILLISECONDS)) {
          return null;
        }
      }
      CompletableFuture<Void> batch = next;
      next = new CompletableFuture<>();
      pending = false;
      return batch;
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the committer", e);
    } finally {
      lock.unlock();
    }
  }

  private void compactIfIdle() {
    while (engine.fileSize() > compactedSize + GROWTH) {
      Compaction compaction = engine.compact(COMPACTION_MILLIS);
      if (compaction == Compaction.NOT_BEGUN) {
        return;
      }
      if (compaction == Compaction.NO_SHORTER && ++vain < VAIN_ATTEMPTS) {
        return; // what it moved can be written over only when it has aged
      }
      if (compaction == Compaction.NO_SHORTER) {
        compactedSize = engine.fileSize();
      }
      vain = 0;
      lock.lock();
      try {
        if (pending || closing) {
          return;
        }
      } finally {
        lock.unlock();
      }
    }
  }

  /** Makes the last commit and ends the thread. */
  @Override
  public void close() {
    lock.lock();
    try {
      closing = true;
      wanted.signal();
    } finally {
      lock.unlock();
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
