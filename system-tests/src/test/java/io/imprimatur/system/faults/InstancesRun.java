package io.imprimatur.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.imprimatur.system.Stack;
import io.imprimatur.testkit.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * An office whose services each run in three instances, which stop, start and die while articles go
 * from desk to mail.
 *
 * @param articles at least so many
 * @param desks articles that are in work at the same time
 * @param readers subscribers to the articles
 * @param recipients subscribers to the one large alert
 * @param resumed within this time the others go on with the share of an instance that has ended
 */
record InstancesRun(
    Seed seed, int articles, int desks, int readers, int recipients, Duration resumed) {

  /** Parts of the run that are not blows: halts, an upgrade, withdrawals, the large alert. */
  private static final int FURTHER_PARTS = 4;

  /** Who hears before who tells, as for an upgrade with a new event of review's. */
  private static final List<String> CONSUMERS_FIRST =
      List.of("notification", "publishing", "drafting", "review");

  void run(Stack stack) {
    String again = "again: -Dseed=" + seed.value();
    System.out.println(this + " (" + again + ")");
    try (Instances instances = new Instances(stack);
        MongoClient store = MongoClients.create("mongodb://" + stack.url("store"));
        Assignment assignment = new Assignment(stack, instances, seed, desks, readers)) {
      work(stack, instances, store, assignment);
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("with " + seed + " (" + again + ")", e);
    }
  }

  private void work(Stack stack, Instances instances, MongoClient store, Assignment assignment) {
    Topics topics = new Topics(stack.url("broker"));
    assertThat(topics.ends(Topics.SYSTEM)).hasSize(Instances.PARTITIONS * Topics.SYSTEM.size());
    Desks work = assignment.desks();
    Shares shares = new Shares(instances);
    Turnover turnover =
        new Turnover(instances, work, shares, store, topics, seed.of("turnover"), resumed);
    SharedSessions sessions = new SharedSessions(instances);
    instances.awaitShared();
    sessions.signIn();
    sessions.assertHold();

    List<List<Turnover.End>> plan = Turnover.plan(seed.of("plan"));
    int left = plan.size() + FURTHER_PARTS;
    for (List<Turnover.End> blow : plan) {
      grant(work, left--);
      turnover.blow(blow);
      sessions.assertHold();
      turnover.startAbsent();
      work.assertUntroubled();
      assignment.say("%s; resumed within %s", blow, turnover.slowestResumption());
    }
    grant(work, left--);
    turnover.halt(2 + seed.of("halt").nextInt(Instances.OF_EACH - 1));
    turnover.startAbsent();
    assignment.say("one instance of each service halted");

    grant(work, left--);
    turnover.roll(CONSUMERS_FIRST, sessions::assertHold);
    work.assertUntroubled();
    assignment.say("all restarted one by one");

    grant(work, left--);
    instances.awaitShared();
    sessions.assertHold();
    Duration gone = Duration.ZERO;
    for (Instance desk : instances.of("publishing")) {
      Duration took =
          new Withdrawals(assignment.office(), instances).withdrawAt(desk, assignment.name());
      gone = took.compareTo(gone) > 0 ? took : gone;
    }
    assignment.say("withdrawn everywhere within %s", gone);

    grant(work, left);
    LargeAlert alert = new LargeAlert(assignment.office(), instances, store, assignment.name());
    alert.subscribe(recipients);
    alert.run(turnover);
    turnover.startAbsent();
    assignment.say("large alert: %s", alert);

    assignment.drain(Set.of());
    shares.assertShared();
    sessions.assertEndEverywhere();
    alert.assertEachMailedOnce();
    assertThat(work.stories()).hasSizeGreaterThanOrEqualTo(articles);
    assignment.assertNothingLostOrDoubled();
    assignment.say(
        "%s has passed: %d stopped, %d killed, %d halted, with %d articles in flight at least;"
            + " resumed within %.1f s; 410 everywhere within %.2f s; %s; percents by instance: %s",
        seed,
        turnover.stops(),
        turnover.kills(),
        turnover.halts(),
        turnover.leastInFlight(),
        turnover.slowestResumption().toMillis() / 1000.0,
        gone.toMillis() / 1000.0,
        alert,
        shares);
  }

  private void grant(Desks work, int partsLeft) {
    work.grant(Math.max(1, (articles - work.granted() + partsLeft - 1) / partsLeft));
  }
}
