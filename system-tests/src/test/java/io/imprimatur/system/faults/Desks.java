package io.imprimatur.system.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * People at work. They begin as many articles as they are given leave to, so that the killer always
 * finds work in flight, on fast machines and on slow ones.
 */
final class Desks implements AutoCloseable {

  private final Semaphore leave = new Semaphore(0);
  private final AtomicInteger number = new AtomicInteger();
  private final AtomicInteger granted = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();
  private final Queue<Story> begun = new ConcurrentLinkedQueue<>();
  private final Queue<Story> done = new ConcurrentLinkedQueue<>();
  private final Queue<Throwable> troubles = new ConcurrentLinkedQueue<>();
  private final List<Thread> threads = new ArrayList<>();
  private final CountDownLatch closed;
  private volatile boolean closing;

  Desks(int desks, IntFunction<Story> stories) {
    closed = new CountDownLatch(desks);
    for (int i = 0; i < desks; i++) {
      threads.add(Thread.ofVirtual().name("desk-" + i).start(() -> work(stories)));
    }
  }

  private void work(IntFunction<Story> stories) {
    try {
      while (!closing) {
        if (!leave.tryAcquire(100, TimeUnit.MILLISECONDS)) {
          continue;
        }
        Story story = stories.apply(number.incrementAndGet());
        begun.add(story);
        try {
          story.run();
          done.add(story);
        } catch (Throwable e) {
          troubles.add(new AssertionError(story.name() + " " + story.article(), e));
        } finally {
          ended.incrementAndGet();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      closed.countDown();
    }
  }

  /** Lets so many more articles be begun. */
  void grant(int articles) {
    granted.addAndGet(articles);
    leave.release(articles);
  }

  int granted() {
    return granted.get();
  }

  /** Articles that were begun and are not where they shall be. */
  List<Story> inFlight() {
    List<Story> open = new ArrayList<>(begun);
    open.removeAll(done);
    open.removeIf(story -> story.article() == null);
    return open;
  }

  /** Articles that were granted and have not ended yet, well or badly. */
  int unfinished() {
    return granted.get() - ended.get();
  }

  boolean allDone() {
    return unfinished() == 0;
  }

  /** Fails where somebody at a desk got an answer that they should not have got. */
  void assertUntroubled() {
    if (!troubles.isEmpty()) {
      AssertionError all = new AssertionError(troubles.size() + " articles went wrong");
      troubles.forEach(all::addSuppressed);
      throw all;
    }
  }

  boolean troubled() {
    return !troubles.isEmpty();
  }

  List<Story> stories() {
    return List.copyOf(begun);
  }

  @Override
  public void close() {
    closing = true;
    if (!allDone()) {
      threads.forEach(Thread::interrupt); // something failed, and nobody waits for the rest
    }
    try {
      closed.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
