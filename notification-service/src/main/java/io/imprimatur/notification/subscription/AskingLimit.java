package io.imprimatur.notification.subscription;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How often strangers of one network may have mails sent to addresses that they name. A network may
 * ask {@code most} times at once; what it used comes back evenly over {@code per}. Counted in this
 * instance's memory alone, so that nothing about who asked is stored.
 */
public final class AskingLimit {

  /** A millisecond gives {@code most}, an asking takes {@code price}. */
  private final long most;

  private final long price;
  private final Clock clock;
  private final Map<Network, Left> networks;

  /** What a network had left, and when. */
  private record Left(long credit, Instant at) {}

  /**
   * @param most askings of one network, 1 or more
   * @param per in this time all of them come back
   * @param kept networks that are remembered; the one that has asked for nothing for longest gives
   *     way
   */
  public AskingLimit(int most, Duration per, int kept, Clock clock) {
    this.most = most;
    price = per.toMillis();
    this.clock = clock;
    networks =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Network, Left> eldest) {
            return size() > kept;
          }
        };
  }

  /**
   * Takes one asking, where one is left.
   *
   * @return nothing where it is taken; else how long until one is left
   */
  public synchronized Optional<Duration> take(Network from) {
    Instant now = clock.instant();
    long credit = credit(networks.get(from), now);
    boolean taken = credit >= price;
    networks.put(from, new Left(taken ? credit - price : credit, now));
    return taken
        ? Optional.empty()
        : Optional.of(Duration.ofMillis(Math.ceilDiv(price - credit, most)));
  }

  /** A clock that was set back gives nothing and takes nothing. */
  private long credit(Left before, Instant now) {
    long whole = most * price;
    if (before == null) {
      return whole;
    }
    long passed = Math.clamp(Duration.between(before.at, now).toMillis(), 0, price);
    return Math.min(whole, before.credit + passed * most);
  }

  /** Networks that are remembered now. */
  synchronized int remembered() {
    return networks.size();
  }
}
