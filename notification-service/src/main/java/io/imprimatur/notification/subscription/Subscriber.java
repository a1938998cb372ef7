package io.imprimatur.notification.subscription;

import static java.util.stream.Collectors.toCollection;

import io.imprimatur.notification.delivery.Outcome;
import io.imprimatur.notification.delivery.Retries;
import io.imprimatur.notification.subscription.Confirmation.Asked;
import io.imprimatur.notification.subscription.Confirmation.Due;
import io.imprimatur.notification.subscription.Confirmation.Posting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Somebody with an address, all that was confirmed there, and what still waits for a confirmation.
 * Each transition gives the next state; the same state where there is nothing to do.
 *
 * @param generation counts the times everything was ended: a confirmation link from before is then
 *     void
 * @param due the next mail that asks for a confirmation
 * @param posting the one on its way now
 * @param asked the last one
 * @param manageMail the last mail with a link to the page on which subscriptions are changed
 */
public record Subscriber(
    String id,
    Address address,
    int generation,
    List<Subscription> subscriptions,
    Optional<Due> due,
    Optional<Posting> posting,
    Optional<Asked> asked,
    Optional<ManageMail> manageMail) {

  public Subscriber {
    subscriptions = List.copyOf(subscriptions);
  }

  /** Nobody has confirmed or asked for anything at this address. */
  public static Subscriber unknown(String id, Address address) {
    return new Subscriber(
        id,
        address,
        0,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** How mails that ask for confirmations are spaced and tried. */
  public record Pace(Duration pause, Retries retries, Duration lease) {}

  /**
   * Somebody wants to subscribe this address. A mail is due for what is neither confirmed nor asked
   * for already, and not within the pause after the last one.
   */
  public Subscriber ask(Collection<Interest> wishes, String language, Instant now, Duration pause) {
    SortedSet<Interest> fresh = new TreeSet<>(wishes);
    fresh.removeIf(this::hasConfirmed);
    posting.ifPresent(p -> fresh.removeAll(p.wishes()));
    asked.filter(a -> now.isBefore(a.at().plus(pause))).ifPresent(a -> fresh.removeAll(a.wishes()));
    if (fresh.isEmpty()) {
      return this;
    }
    Instant free = earliest(now, pause);
    Due next =
        due.map(
                d -> {
                  fresh.addAll(d.wishes());
                  return new Due(fresh, language, d.at(), d.since(), d.tries());
                })
            .orElseGet(() -> new Due(fresh, language, free, now, 0));
    return with(subscriptions, Optional.of(next), posting, asked);
  }

  /** One mail an hour: counted from the last one that went out or may have gone out. */
  private Instant earliest(Instant now, Duration pause) {
    Instant free = asked.map(a -> a.at().plus(pause)).orElse(now);
    return free.isBefore(now) ? now : free;
  }

  /** The mail that is due goes on its way; nothing where none is, or another one is under way. */
  public Optional<Subscriber> post(Instant now, Duration lease) {
    if (posting.isPresent() || due.filter(d -> !d.at().isAfter(now)).isEmpty()) {
      return Optional.empty();
    }
    Due sending = due.get();
    return Optional.of(
        with(
            subscriptions,
            Optional.empty(),
            Optional.of(new Posting(sending, now, now.plus(lease))),
            Optional.of(new Asked(sending.wishes(), now))));
  }

  /**
   * The mail server answered, or didn't.
   *
   * @param done the mail; where another one is under way by now, its sender came too late to tell
   *     anything
   */
  public Subscriber posted(Posting done, Outcome outcome, Instant now, Pace pace) {
    if (posting.filter(done::equals).isEmpty()) {
      return this;
    }
    return switch (outcome) {
      case Outcome.Taken taken -> with(subscriptions, due, Optional.empty(), asked);
      case Outcome.Refused refused -> with(subscriptions, due, Optional.empty(), asked);
      case Outcome.Later later ->
          with(
              subscriptions,
              again(done, later, now, pace.retries()),
              Optional.empty(),
              Optional.empty());
      case Outcome.Unknown unknown -> unknownAgain(done, pace);
    };
  }

  /** The sender of a mail was lost. Whether it went out is unknown, so the pause counts from it. */
  public Subscriber lost(Instant now, Pace pace) {
    return posting
        .filter(p -> !p.leaseUntil().isAfter(now))
        .map(p -> unknownAgain(p, pace))
        .orElse(this);
  }

  private Subscriber unknownAgain(Posting done, Pace pace) {
    Instant next = done.startedAt().plus(pace.pause());
    return with(
        subscriptions, merged(done.due(), next, done.due().tries()), Optional.empty(), asked);
  }

  private Optional<Due> again(Posting done, Outcome.Later later, Instant now, Retries retries) {
    Due old = done.due();
    return retries.isTooLate(old.since(), now)
        ? due
        : merged(old, now.plus(retries.pause(later, old.tries())), old.tries() + 1);
  }

  private Optional<Due> merged(Due old, Instant at, int tries) {
    SortedSet<Interest> wishes = new TreeSet<>(old.wishes());
    wishes.removeIf(this::hasConfirmed);
    due.ifPresent(d -> wishes.addAll(d.wishes()));
    return wishes.isEmpty()
        ? Optional.empty()
        : Optional.of(new Due(wishes, old.language(), at, old.since(), tries));
  }

  /** The subscriber said yes to what a mail asked for. Twice is as once. */
  public Subscriber confirm(Collection<Interest> wishes, Instant now) {
    List<Subscription> all = new ArrayList<>(subscriptions);
    wishes.stream()
        .filter(w -> all.stream().noneMatch(s -> s.interest().covers(w)))
        .forEach(w -> all.add(new Subscription(w, now)));
    Subscriber next = with(all, due, posting, asked);
    return next.with(all, due.flatMap(next::stillWanted), posting, asked);
  }

  private Optional<Due> stillWanted(Due old) {
    SortedSet<Interest> left = new TreeSet<>(old.wishes());
    left.removeIf(this::hasConfirmed);
    return left.isEmpty()
        ? Optional.empty()
        : Optional.of(new Due(left, old.language(), old.at(), old.since(), old.tries()));
  }

  /**
   * Ends everything. What a mail still asks for can't be confirmed any more, so it has to be asked
   * for anew; of the last mail only its time counts.
   */
  public Subscriber leave() {
    return new Subscriber(
        id,
        address,
        generation + 1,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        asked.map(a -> new Asked(new TreeSet<>(), a.at())),
        manageMail.filter(m -> !(m instanceof ManageMail.Due)));
  }

  /** Ends some of it; the rest stays. Ending the last one ends everything. */
  public Subscriber leave(Collection<Interest> ended) {
    List<Subscription> left =
        subscriptions.stream().filter(s -> !ended.contains(s.interest())).toList();
    return left.isEmpty() ? leave() : with(left, due, posting, asked.map(a -> a.without(ended)));
  }

  /**
   * Somebody with leave to do so says what the subscriber has from now on. What was there before
   * keeps the time of its confirmation. Choosing nothing ends everything.
   */
  public Subscriber choose(Collection<Interest> chosen, Instant now) {
    List<Interest> ended =
        interests().stream().filter(interest -> !chosen.contains(interest)).toList();
    // What is new comes first: ending the last one would end everything, with the way to change it.
    Subscriber next = take(chosen, now);
    return ended.isEmpty() ? next : next.leave(ended);
  }

  /** Takes each interest by itself, also where a wider one covers it: both were chosen. */
  private Subscriber take(Collection<Interest> chosen, Instant now) {
    SortedSet<Interest> fresh = new TreeSet<>(chosen);
    fresh.removeAll(interests());
    List<Subscription> all = new ArrayList<>(subscriptions);
    fresh.forEach(interest -> all.add(new Subscription(interest, now)));
    Subscriber next = with(all, due, posting, asked);
    return next.with(all, due.flatMap(next::stillWanted), posting, asked);
  }

  /**
   * Somebody wants to change this address's subscriptions: a mail with the link for it is due where
   * there are any, and none was sent within the pause.
   */
  public Subscriber askToManage(String language, Instant now, Duration pause) {
    boolean free = manageMail.map(m -> m.isOver(now, pause)).orElse(true);
    return subscriptions.isEmpty() || !free
        ? this
        : with(new ManageMail.Due(language, now, now, 0));
  }

  /** That mail goes on its way; nothing where none is due. */
  public Optional<Subscriber> postManageMail(Instant now, Duration lease) {
    return manageMail
        .flatMap(m -> m instanceof ManageMail.Due d ? d.post(now, lease) : Optional.empty())
        .map(this::with);
  }

  /** The mail whose sender was lost may have gone out; nothing where none was. */
  public Optional<Subscriber> lostManageMail(Instant now) {
    return manageMailOnItsWay().filter(p -> !p.leaseUntil().isAfter(now)).map(p -> with(p.sent()));
  }

  public Optional<ManageMail.Posting> manageMailOnItsWay() {
    return manageMail.flatMap(
        m -> m instanceof ManageMail.Posting p ? Optional.of(p) : Optional.empty());
  }

  /** What became of that mail; no change where it is not the one on its way any more. */
  public Subscriber manageMailPosted(
      ManageMail.Posting done, Outcome outcome, Instant now, Pace pace) {
    return manageMailOnItsWay()
        .filter(done::equals)
        .map(p -> with(p.after(outcome, now, pace.retries())))
        .orElse(this);
  }

  /** Whether an interest is confirmed, by itself or by a wider one. */
  public boolean hasConfirmed(Interest interest) {
    return subscriptions.stream().anyMatch(s -> s.interest().covers(interest));
  }

  /** Whether an interest had been confirmed by then and still holds. */
  public boolean subscribedAt(Interest interest, Instant then) {
    return subscriptions.stream()
        .anyMatch(s -> s.interest().covers(interest) && !s.confirmedAt().isAfter(then));
  }

  /** When somebody must look after a mail of this subscriber: send it, or settle a lost one. */
  public Optional<Instant> attention() {
    return Stream.concat(
            posting.map(Posting::leaseUntil).or(() -> due.map(Due::at)).stream(),
            manageMail.flatMap(ManageMail::attention).stream())
        .min(Instant::compareTo);
  }

  /** What is confirmed, sorted. */
  public SortedSet<Interest> interests() {
    return subscriptions.stream().map(Subscription::interest).collect(toCollection(TreeSet::new));
  }

  private Subscriber with(
      List<Subscription> subscriptions,
      Optional<Due> due,
      Optional<Posting> posting,
      Optional<Asked> asked) {
    return new Subscriber(id, address, generation, subscriptions, due, posting, asked, manageMail);
  }

  private Subscriber with(ManageMail next) {
    return new Subscriber(
        id, address, generation, subscriptions, due, posting, asked, Optional.of(next));
  }
}
