package io.imprimatur.kit.messaging;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Work that a service needs done once on the broker or the database, such as topics and indexes. It
 * is tried until it succeeds, beside the start and not before it: services start in any order, and
 * while either is away.
 */
public final class Preparations implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(Preparations.class);
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final List<Preparation> all;
  private ScheduledExecutorService threads;
  private volatile boolean running;

  public Preparations(List<Preparation> all) {
    this.all = List.copyOf(all);
  }

  /** Something to be done once. Declare one as a bean and it is done. */
  public interface Preparation {

    /** What it is, for the log. */
    String name();

    /** Does it, or throws what hinders; doing it twice does no harm. */
    void prepare() throws Exception;
  }

  /** A preparation from a name and an action. */
  public static Preparation of(String name, Action action) {
    return new Preparation() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public void prepare() throws Exception {
        action.run();
      }
    };
  }

  /** What a preparation does. */
  @FunctionalInterface
  public interface Action {
    void run() throws Exception;
  }

  @Override
  public synchronized void start() {
    running = true;
    threads =
        Executors.newScheduledThreadPool(
            Math.max(1, all.size()), Thread.ofPlatform().daemon().name("prepare-", 0).factory());
    all.forEach(one -> threads.execute(() -> attempt(one, null)));
  }

  private void attempt(Preparation one, String told) {
    try {
      one.prepare();
      log.info("{}: ready", one.name());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      String hindrance = e.toString();
      if (!hindrance.equals(told)) {
        log.warn("{}: not yet, {}", one.name(), hindrance);
      }
      again(one, hindrance);
    }
  }

  private synchronized void again(Preparation one, String told) {
    if (running) {
      threads.schedule(() -> attempt(one, told), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public synchronized void stop() {
    running = false;
    threads.shutdownNow();
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
