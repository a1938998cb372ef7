package io.imprimatur.system.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.imprimatur.system.Addresses;
import io.imprimatur.system.Newsroom;
import io.imprimatur.system.Stack;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * An office with routes of three steps, readers and desks, and everything that is counted once the
 * desks are empty: in topics, databases, pages and the mailbox.
 */
final class Assignment implements AutoCloseable {

  private static final Duration DRAIN = Duration.ofMinutes(8);

  private final Instant began = Instant.now();
  private final String run = UUID.randomUUID().toString().substring(0, 8);
  private final Stack stack;
  private final Office office;
  private final Newsroom newsroom;
  private final Readers readers;
  private final Desks desks;

  Assignment(Stack stack, Seed seed, int desks, int readers) {
    this(stack, stack, seed, desks, readers);
  }

  /**
   * @param addresses where its people find the parts
   */
  Assignment(Stack stack, Addresses addresses, Seed seed, int desks, int readers) {
    this.stack = stack;
    this.office = new Office(stack, addresses);
    this.newsroom = new Newsroom(stack, addresses);
    routes(office);
    this.readers = Readers.subscribe(newsroom, seed.of("readers"), run, readers);
    this.desks = new Desks(desks, n -> new Story(office, seed, run, n));
  }

  /** Signs everybody in and makes routes of three steps, by the API. */
  static void routes(Office office) {
    Beat.PEOPLE.forEach(office.stack()::token);
    for (Beat beat : Beat.ALL) {
      office.command(
          new Journal(),
          Office.ADMINISTRATOR,
          "PUT",
          "review",
          "/api/routes/" + beat.section(),
          beat.route(),
          Map.of(),
          200);
    }
  }

  /** Tells its texts from those of another run. */
  String name() {
    return run;
  }

  Desks desks() {
    return desks;
  }

  Office office() {
    return office;
  }

  /** Waits until nothing moves any more. */
  void drain(Set<String> strays) {
    await("all articles are where they shall be")
        .atMost(DRAIN)
        .until(() -> desks.allDone() || desks.troubled());
    desks.assertUntroubled();
    for (Story story : desks.stories()) {
      if (story.history().everPublished()) {
        office.await200(
            Office.PUBLISHER,
            "notification",
            "/api/alerts/" + story.article(),
            a -> List.of("completed", "stopped").contains(a.path("state").asString("")));
      }
    }
    try (MongoClient store = MongoClients.create("mongodb://" + stack.url("store"))) {
      await("no range of a ledger is open")
          .atMost(DRAIN)
          .until(() -> !new Claims(store).anyRangeOpen());
    }
    newsroom.drained();
    Claims.setAside(office, strays);
    say("%d articles are through", desks.stories().size());
  }

  /** Counts everything. */
  void assertNothingLostOrDoubled() {
    List<Story> stories = desks.stories();
    try (MongoClient store = MongoClients.create("mongodb://" + stack.url("store"))) {
      ToldAndHeard events = new ToldAndHeard(stack.url("broker"), store);
      Articles articles = new Articles(office);
      Mails mails = Mails.about(office, store, stories);
      for (Story story : stories) {
        events.assertOf(story);
        mails.assertOf(story, readers);
      }
      stories.parallelStream().forEach(articles::assertWhereItsHistorySays);
      int pages = new Site(office).assertProven(stories);
      stories.parallelStream().forEach(articles::assertAnswersKept);
      new Claims(store).assertNothingLeft();
      assertThat(office.faults()).as("answers that no service should give").isEmpty();
      say(
          "%d articles, %d commands acknowledged (%d sent again), %d events (%d of them stand twice"
              + " in their topic), %d pages proven, mails %s",
          stories.size(),
          stories.stream().mapToInt(s -> s.journal().size()).sum(),
          office.repeats(),
          events.count(stories),
          events.repetitions(stories),
          pages,
          mails.outcomes());
    }
  }

  /** A line of the run's report, with the seconds since its begin. */
  void say(String what, Object... values) {
    System.out.printf(
        "%4d s  %s%n", Duration.between(began, Instant.now()).toSeconds(), what.formatted(values));
  }

  @Override
  public void close() {
    desks.close();
  }
}
