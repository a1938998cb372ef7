package io.imprimatur.publishing.site.web;

import io.imprimatur.publishing.site.Catalogue;
import io.imprimatur.publishing.site.ChangeWatch;
import io.imprimatur.publishing.site.Site;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Keeps the site up to date while the program runs. */
public final class SiteLife implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(SiteLife.class);

  private final Site site;
  private final ChangeWatch watch;
  private final Duration every;
  private final Catalogue catalogue;
  private final Duration again;
  private final int warm;
  private ScheduledExecutorService threads;

  /**
   * @param every the time between two looks for changes
   * @param again until what didn't prove is looked at again for the search
   * @param warm how many of the newest articles of each language are made at the start
   */
  public SiteLife(
      Site site, ChangeWatch watch, Catalogue catalogue, Duration every, Duration again, int warm) {
    this.site = site;
    this.watch = watch;
    this.catalogue = catalogue;
    this.every = every;
    this.again = again;
    this.warm = warm;
  }

  @Override
  public synchronized void start() {
    threads =
        Executors.newScheduledThreadPool(
            3, Thread.ofPlatform().daemon().name("site-", 0).factory());
    threads.scheduleWithFixedDelay(watch::look, 0, every.toMillis(), TimeUnit.MILLISECONDS);
    threads.execute(this::warm);
    threads.scheduleWithFixedDelay(this::readForSearch, 0, every.toMillis(), TimeUnit.MILLISECONDS);
    threads.scheduleWithFixedDelay(
        catalogue::tryAgain, again.toMillis(), again.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void warm() {
    try {
      watch.look();
      site.warm(warm);
    } catch (RuntimeException e) {
      LOG.info("pages are made as they are asked for: {}", e.toString());
    }
  }

  private void readForSearch() {
    try {
      if (!watch.isAway()) {
        catalogue.work();
      }
    } catch (RuntimeException e) {
      LOG.warn("the search index could not be brought up to date: {}", e.toString());
    }
  }

  @Override
  public synchronized void stop() {
    threads.shutdownNow();
    threads = null;
  }

  @Override
  public synchronized boolean isRunning() {
    return threads != null;
  }
}
