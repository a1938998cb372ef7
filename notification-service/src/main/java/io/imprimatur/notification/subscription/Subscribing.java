package io.imprimatur.notification.subscription;

import io.imprimatur.notification.subscription.Links.Confirm;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What people do about their subscriptions. */
public final class Subscribing {

  private static final Logger log = LoggerFactory.getLogger(Subscribing.class);

  private final Subscribers subscribers;
  private final Links links;
  private final Duration pause;
  private final Clock clock;
  private final Runnable mailDue;

  /**
   * @param pause the least time between two mails that ask one subscriber to confirm
   * @param mailDue told that such a mail may be due now
   */
  public Subscribing(
      Subscribers subscribers, Links links, Duration pause, Clock clock, Runnable mailDue) {
    this.subscribers = subscribers;
    this.links = links;
    this.pause = pause;
    this.clock = clock;
    this.mailDue = mailDue;
  }

  /** Asks whoever reads mail at an address to confirm. Tells nobody whether it was known. */
  public void ask(Address address, Collection<Interest> wishes, String language) {
    Instant now = clock.instant();
    subscribers.changeAt(address, s -> s.ask(wishes, language, now, pause));
    mailDue.run();
  }

  /**
   * What a link asks to confirm. Changes nothing.
   *
   * @throws BadLink where it gives no leave
   */
  public Asking look(String token) {
    Confirm leave = links.readConfirm(token, clock.instant());
    Subscriber subscriber = subscribers.find(leave.subscriber()).orElseThrow(Subscribing::voidLink);
    require(leave, subscriber);
    return new Asking(subscriber.address().masked(), leave.wishes());
  }

  /** What a page shows before the button is pressed. */
  public record Asking(String maskedAddress, SortedSet<Interest> wishes) {}

  /**
   * Confirms what a link asks.
   *
   * @throws BadLink where it gives no leave
   */
  public Asking confirm(String token) {
    Confirm leave = links.readConfirm(token, clock.instant());
    Subscriber confirmed =
        subscribers
            .change(
                leave.subscriber(),
                s -> {
                  require(leave, s);
                  return Optional.of(s.confirm(leave.wishes(), clock.instant()));
                })
            .orElseThrow(Subscribing::voidLink);
    log.atInfo().addKeyValue("subscriber", confirmed.id()).log("confirmed");
    return new Asking(confirmed.address().masked(), leave.wishes());
  }

  private static void require(Confirm leave, Subscriber subscriber) {
    if (leave.generation() != subscriber.generation()) {
      throw voidLink();
    }
  }

  private static BadLink voidLink() {
    return new BadLink(BadLink.Fault.EXPIRED);
  }

  /**
   * What a link lets end. Changes nothing.
   *
   * @return nothing left where all has ended already, long ago even
   * @throws BadLink where the link is none of ours
   */
  public SortedSet<Interest> lookAtEnding(String token) {
    return subscribers
        .find(links.readEnd(token).subscriber())
        .map(Subscriber::interests)
        .orElseGet(TreeSet::new);
  }

  /**
   * Ends everything that a link's subscriber has.
   *
   * @throws BadLink where the link is none of ours
   */
  public void endAll(String token) {
    end(token, Subscriber::leave);
  }

  /**
   * Ends some of what a link's subscriber has.
   *
   * @throws BadLink where the link is none of ours
   */
  public void end(String token, Collection<Interest> ended) {
    end(token, s -> s.leave(ended));
  }

  private void end(String token, UnaryOperator<Subscriber> ending) {
    String id = links.readEnd(token).subscriber();
    subscribers
        .change(id, s -> Optional.of(ending.apply(s)))
        .ifPresent(s -> log.atInfo().addKeyValue("subscriber", id).log("ended"));
  }
}
