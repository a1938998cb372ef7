package io.imprimatur.notification.subscription;

import io.imprimatur.notification.subscription.Links.Confirm;
import io.imprimatur.notification.subscription.Links.Manage;
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
  private final Rules rules;
  private final Clock clock;
  private final Runnable mailDue;

  /**
   * @param pause the least time between two mails of a kind that somebody may have sent to an
   *     address
   * @param manageValid how long the way to change subscriptions stands open to somebody who showed
   *     to read the mails of the address
   */
  public record Rules(Duration pause, Duration manageValid) {}

  /**
   * @param mailDue told that a mail may be due now
   */
  public Subscribing(
      Subscribers subscribers, Links links, Rules rules, Clock clock, Runnable mailDue) {
    this.subscribers = subscribers;
    this.links = links;
    this.rules = rules;
    this.clock = clock;
    this.mailDue = mailDue;
  }

  /** Asks whoever reads mail at an address to confirm. Tells nobody whether it was known. */
  public void ask(Address address, Collection<Interest> wishes, String language) {
    Instant now = clock.instant();
    subscribers.changeAt(address, s -> s.ask(wishes, language, now, rules.pause()));
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

  /**
   * What was confirmed by a link, for the page after the button.
   *
   * @param manageToken the way to change it
   */
  public record Confirmed(String maskedAddress, SortedSet<Interest> wishes, String manageToken) {}

  /**
   * What a link has confirmed. Changes nothing.
   *
   * @return nothing where it is not confirmed
   * @throws BadLink where the link gives no leave
   */
  public Optional<Confirmed> lookAtConfirmed(String token) {
    Confirm leave = links.readConfirm(token, clock.instant());
    Subscriber subscriber = subscribers.find(leave.subscriber()).orElseThrow(Subscribing::voidLink);
    require(leave, subscriber);
    return leave.wishes().stream().allMatch(subscriber::hasConfirmed)
        ? Optional.of(
            new Confirmed(
                subscriber.address().masked(),
                leave.wishes(),
                links.manageToken(
                    new Manage(
                        subscriber.id(),
                        subscriber.generation(),
                        clock.instant().plus(rules.manageValid())))))
        : Optional.empty();
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

  /**
   * Sends whoever reads mail at an address the way to change its subscriptions. Tells nobody
   * whether it has any.
   */
  public void askToManage(Address address, String language) {
    Instant now = clock.instant();
    subscribers.changeKnownAt(address, s -> s.askToManage(language, now, rules.pause()));
    mailDue.run();
  }

  /** What somebody has, for the page on which it is changed. */
  public record Managed(String maskedAddress, SortedSet<Interest> interests) {}

  /**
   * What a link lets change. Changes nothing.
   *
   * @throws BadLink where it gives no leave
   */
  public Managed lookAtManaging(String token) {
    Subscriber subscriber =
        subscribers.find(managing(token).subscriber()).orElseThrow(Subscribing::voidLink);
    require(managing(token), subscriber);
    return new Managed(subscriber.address().masked(), subscriber.interests());
  }

  /**
   * Says what a link's subscriber has from now on.
   *
   * @param chosen nothing ends everything
   * @throws BadLink where the link gives no leave
   */
  public void choose(String token, Collection<Interest> chosen) {
    Manage leave = managing(token);
    subscribers
        .change(
            leave.subscriber(),
            s -> {
              require(leave, s);
              return Optional.of(s.choose(chosen, clock.instant()));
            })
        .orElseThrow(Subscribing::voidLink);
    log.atInfo().addKeyValue("subscriber", leave.subscriber()).log("changed");
  }

  private Manage managing(String token) {
    return links.readManage(token, clock.instant());
  }

  private static void require(Manage leave, Subscriber subscriber) {
    if (leave.generation() != subscriber.generation()) {
      throw voidLink();
    }
  }
}
