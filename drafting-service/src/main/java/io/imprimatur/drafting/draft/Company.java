package io.imprimatur.drafting.draft;

import io.imprimatur.kit.people.Person;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;

/**
 * Who has an article's text open to write in it. An open page says so now and then; who has not
 * said so for a while is gone.
 */
public final class Company {

  private final Desk desk;
  private final Presences presences;
  private final InstantSource clock;
  private final Duration lasts;
  private final Duration distance;

  /**
   * @param lasts how long somebody counts as present after the last word
   * @param distance the least time between two writes about one person in one text
   */
  public Company(
      Desk desk, Presences presences, InstantSource clock, Duration lasts, Duration distance) {
    this.desk = desk;
    this.presences = presences;
    this.clock = clock;
    this.lasts = lasts;
    this.distance = distance;
  }

  /** The names of the others in this text, in order. */
  public List<String> others(Person reader, String id) {
    desk.find(reader, id);
    return others(reader, presences.of(id), clock.instant());
  }

  /** Says that the person is in this text, and names the others. */
  public List<String> join(Person writer, String id) {
    desk.find(writer, id);
    Instant now = clock.instant();
    List<Presence> here = presences.of(id);
    boolean known =
        here.stream()
            .anyMatch(
                p ->
                    p.personId().equals(writer.id())
                        && p.until().isAfter(now.plus(lasts).minus(distance)));
    if (!known) {
      presences.keep(new Presence(id, writer.id(), writer.name(), now.plus(lasts)));
    }
    if (here.stream().anyMatch(p -> p.until().isBefore(now.minus(lasts)))) {
      presences.forget(now.minus(lasts));
    }
    return others(writer, here, now);
  }

  private static List<String> others(Person me, List<Presence> here, Instant now) {
    return here.stream()
        .filter(p -> p.until().isAfter(now))
        .filter(p -> !p.personId().equals(me.id()))
        .sorted(Comparator.comparing(Presence::name).thenComparing(Presence::personId))
        .map(Presence::name)
        .toList();
  }
}
