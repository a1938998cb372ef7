package io.imprimatur.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.system.Stack;
import java.util.List;

/**
 * An office at work while its processes die: articles go through three steps, are sent back, taken
 * back, updated and withdrawn.
 *
 * @param articles at least so many; where all are done too early, more are begun
 * @param desks articles that are in work at the same time
 * @param readers subscribers
 * @param kills at least so many, of all eight processes in turns whose order is drawn
 * @param pointsOfEach at how many of its four named points each service halts
 */
record FaultRun(Seed seed, int articles, int desks, int readers, int kills, int pointsOfEach) {

  void run(Stack stack) {
    System.out.println(this + " (again: -Dseed=" + seed.value() + ")");
    try (Assignment assignment = new Assignment(stack, seed, desks, readers)) {
      List<Killer.Blow> plan = Killer.plan(seed.of("plan"), kills, pointsOfEach);
      Killer killer = new Killer(stack, assignment.desks(), seed.of("killer"), articles);
      killer.run(plan);
      assignment.say(
          "killed %s, with %d articles in flight at least; halted: %s",
          killer.killed(), killer.leastInFlight(), killer.halted());
      assignment.drain(killer.strays());
      assertThat(assignment.desks().stories()).hasSizeGreaterThanOrEqualTo(articles);
      assertThat(killer.killed().values().stream().mapToInt(Integer::intValue).sum())
          .isGreaterThanOrEqualTo(kills);
      assertThat(killer.halted()).hasSize(pointsOfEach * Office.SERVICES.size());
      assignment.assertNothingLostOrDoubled();
      assignment.say("%s has passed", seed);
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("with " + seed + " (again: -Dseed=" + seed.value() + ")", e);
    }
  }
}
