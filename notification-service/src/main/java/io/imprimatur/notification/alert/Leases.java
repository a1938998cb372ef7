package io.imprimatur.notification.alert;

import io.imprimatur.kit.observability.LogKeys;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the ranges that this instance works on, however slow the mail server is, by renewing their
 * leases.
 */
public final class Leases {

  private static final Logger log = LoggerFactory.getLogger(Leases.class);

  private final Map<String, Range> held = new ConcurrentHashMap<>();
  private final Ledger ledger;
  private final StoreAnswers store;
  private final Duration lease;
  private final Clock clock;

  public Leases(Ledger ledger, StoreAnswers store, Duration lease, Clock clock) {
    this.ledger = ledger;
    this.store = store;
    this.lease = lease;
    this.clock = clock;
  }

  void hold(Range range) {
    held.put(key(range), range);
  }

  void drop(Range range) {
    held.remove(key(range));
  }

  /** The ranges that this instance works on. */
  Collection<Range> held() {
    return List.copyOf(held.values());
  }

  /** Whether nobody took the range away, as far as the last round knows. */
  boolean holds(Range range) {
    return held.containsKey(key(range));
  }

  /** Renews all. To be called several times within a lease. */
  public void round() {
    held.values()
        .forEach(
            range -> {
              if (!renew(range)) {
                drop(range);
                log.atWarn()
                    .addKeyValue(LogKeys.ARTICLE, range.article())
                    .log("range {} was taken over by another instance", range.number());
              }
            });
  }

  private boolean renew(Range range) {
    try {
      boolean ours = ledger.renew(range, clock.instant().plus(lease));
      store.answered();
      return ours;
    } catch (RuntimeException e) {
      store.failed();
      throw e;
    }
  }

  private static String key(Range range) {
    return range.article() + "/" + range.number() + "/" + range.owner();
  }
}
