package io.imprimatur.notification.subscription;

import static io.imprimatur.notification.subscription.TestPace.CONNECTION_LOST;
import static io.imprimatur.notification.subscription.TestPace.PACE;
import static io.imprimatur.notification.subscription.TestPace.PAUSES;
import static io.imprimatur.notification.subscription.TestPace.PUT_OFF;
import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.notification.delivery.Outcome;
import io.imprimatur.notification.subscription.Confirmation.Posting;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SubscriberTest {

  private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration LEASE = Duration.ofMinutes(3);

  private static final Interest GOVERNMENT = new Interest("government", "zh");
  private static final Interest TOURISM = new Interest("tourism", "zh");
  private static final Interest TOURISM_EN = new Interest("tourism", "en");
  private static final Interest ALL = new Interest("*", "zh");

  private final Subscriber unknown = Subscriber.unknown("s1", Address.of("ann@example.org"));

  @Test
  void whoAsksFirstIsMailedAtOnceAndHasNothingYet() {
    Subscriber asked = ask(unknown, NOW, GOVERNMENT);

    assertThat(asked.due()).hasValueSatisfying(d -> assertThat(d.at()).isEqualTo(NOW));
    assertThat(asked.attention()).contains(NOW);
    assertThat(asked.subscriptions()).isEmpty();
    assertThat(asked.subscribedAt(GOVERNMENT, NOW.plusSeconds(9))).isFalse();
  }

  @Test
  void wishesOfOneMailAreGathered() {
    Subscriber asked = ask(ask(unknown, NOW, GOVERNMENT), NOW.plusSeconds(1), TOURISM);

    assertThat(asked.due().orElseThrow().wishes()).containsExactly(GOVERNMENT, TOURISM);
    assertThat(asked.attention()).contains(NOW);
  }

  @Test
  void theSameWishWithinTheHourMailsNobody() {
    Subscriber sent = sent(ask(unknown, NOW, GOVERNMENT), NOW);

    assertThat(ask(sent, NOW.plus(HOUR).minusMillis(1), GOVERNMENT)).isEqualTo(sent);
    assertThat(ask(sent, NOW.plus(HOUR), GOVERNMENT).attention()).contains(NOW.plus(HOUR));
  }

  @Test
  void anotherWishWithinTheHourWaitsForItsEnd() {
    Subscriber sent = sent(ask(unknown, NOW, GOVERNMENT), NOW);

    Subscriber again = ask(sent, NOW.plusSeconds(60), TOURISM);

    assertThat(again.due().orElseThrow().wishes()).containsExactly(TOURISM);
    assertThat(again.attention()).contains(NOW.plus(HOUR));
    assertThat(again.post(NOW.plusSeconds(61), LEASE)).isEmpty();
    assertThat(again.post(NOW.plus(HOUR), LEASE)).isPresent();
  }

  @Test
  void whatIsConfirmedIsNotAskedAgain() {
    Subscriber all = unknown.confirm(Set.of(ALL), NOW);

    assertThat(ask(all, NOW.plusSeconds(1), GOVERNMENT)).isEqualTo(all);
    assertThat(ask(all, NOW.plusSeconds(1), TOURISM_EN).due().orElseThrow().wishes())
        .containsExactly(TOURISM_EN);
  }

  @Test
  void confirmingTwiceKeepsTheFirstTime() {
    Subscriber once = unknown.confirm(Set.of(GOVERNMENT), NOW);

    assertThat(once.confirm(Set.of(GOVERNMENT), NOW.plusSeconds(5))).isEqualTo(once);
    assertThat(once.subscribedAt(GOVERNMENT, NOW)).isTrue();
    assertThat(once.subscribedAt(GOVERNMENT, NOW.minusMillis(1))).isFalse();
    assertThat(once.subscribedAt(TOURISM, NOW)).isFalse();
  }

  @Test
  void aWiderSubscriptionCountsFromItsOwnConfirmation() {
    Subscriber both =
        unknown.confirm(Set.of(GOVERNMENT), NOW).confirm(Set.of(ALL), NOW.plusSeconds(60));

    assertThat(both.subscribedAt(GOVERNMENT, NOW.plusSeconds(1))).isTrue();
    assertThat(both.subscribedAt(TOURISM, NOW.plusSeconds(1))).isFalse();
    assertThat(both.subscribedAt(TOURISM, NOW.plusSeconds(60))).isTrue();
  }

  @Test
  void whatIsConfirmedMeanwhileIsTakenOutOfTheNextMail() {
    Subscriber asked = ask(unknown, NOW, GOVERNMENT, TOURISM);

    assertThat(asked.confirm(Set.of(GOVERNMENT), NOW).due().orElseThrow().wishes())
        .containsExactly(TOURISM);
    assertThat(asked.confirm(Set.of(ALL), NOW).due()).isEmpty();
  }

  @Test
  void onlyOneSenderGetsAMail() {
    Subscriber posting = ask(unknown, NOW, GOVERNMENT).post(NOW, LEASE).orElseThrow();

    assertThat(posting.post(NOW, LEASE)).isEmpty();
    assertThat(posting.attention()).contains(NOW.plus(LEASE));
  }

  @Test
  void aMailThatWasPutOffIsTriedAgainLaterEachTimeUntilItIsTooLate() {
    Subscriber waiting = ask(unknown, NOW, GOVERNMENT);
    Instant at = NOW;
    for (long pause : PAUSES) {
      waiting = posted(waiting.post(at, LEASE).orElseThrow(), PUT_OFF, at.plusSeconds(1));
      at = at.plusSeconds(1 + pause);
      assertThat(waiting.attention()).contains(at);
    }

    Instant late = NOW.plus(PACE.retries().giveUp());
    Subscriber lastTry = waiting.post(late, LEASE).orElseThrow();
    assertThat(posted(lastTry, PUT_OFF, late).attention()).isEmpty();
  }

  @Test
  void whoAsksForMoreMeanwhileWaitsAsLong() {
    Subscriber posting = ask(unknown, NOW, GOVERNMENT).post(NOW, LEASE).orElseThrow();
    Subscriber again = posted(posting, PUT_OFF, NOW.plusSeconds(1));

    Subscriber more = ask(again, NOW.plusSeconds(2), TOURISM);

    assertThat(more.attention()).contains(NOW.plusSeconds(11));
    assertThat(more.due().orElseThrow().tries()).isEqualTo(1);
  }

  @Test
  void aMailWhoseConnectionWasLostIsTriedAgainSoon() {
    Subscriber waiting = ask(unknown, NOW, GOVERNMENT);
    for (int i = 0; i < 9; i++) {
      Instant at = waiting.attention().orElseThrow();
      waiting = posted(waiting.post(at, LEASE).orElseThrow(), CONNECTION_LOST, at);
      assertThat(waiting.attention()).contains(at.plusSeconds(5));
    }
  }

  @Test
  void anUncertainMailCountsForTheHourAndIsThenSentAgain() {
    Subscriber posting = ask(unknown, NOW, GOVERNMENT).post(NOW, LEASE).orElseThrow();

    Subscriber uncertain = posted(posting, new Outcome.Unknown("reset"), NOW.plusSeconds(1));

    assertThat(uncertain.attention()).contains(NOW.plus(HOUR));
    assertThat(uncertain.confirm(Set.of(GOVERNMENT), NOW.plusSeconds(2)).attention()).isEmpty();
  }

  @Test
  void aLostSenderIsNoticedAfterItsLeaseAlone() {
    Subscriber posting = ask(unknown, NOW, GOVERNMENT).post(NOW, LEASE).orElseThrow();

    assertThat(posting.lost(NOW.plus(LEASE).minusMillis(1), PACE)).isEqualTo(posting);
    assertThat(posting.lost(NOW.plus(LEASE), PACE).attention()).contains(NOW.plus(HOUR));
  }

  @Test
  void aSenderThatWasTakenForLostChangesNothing() {
    Subscriber posting = ask(unknown, NOW, GOVERNMENT).post(NOW, LEASE).orElseThrow();
    Posting mine = posting.posting().orElseThrow();
    Instant later = NOW.plus(HOUR);
    Subscriber other = posting.lost(later, PACE).post(later, LEASE).orElseThrow();

    assertThat(other.posted(mine, new Outcome.Taken(), later, PACE)).isEqualTo(other);
  }

  @Test
  void aRefusedMailIsNotSentAgainByItself() {
    Subscriber posting = ask(unknown, NOW, GOVERNMENT).post(NOW, LEASE).orElseThrow();

    Subscriber refused = posted(posting, new Outcome.Refused("550"), NOW.plusSeconds(1));

    assertThat(refused.attention()).isEmpty();
    assertThat(ask(refused, NOW.plusSeconds(2), GOVERNMENT).attention()).isEmpty();
  }

  @Test
  void endingEverythingMakesOldLinksVoid() {
    Subscriber left = ask(unknown.confirm(Set.of(GOVERNMENT), NOW), NOW, TOURISM).leave();

    assertThat(left.subscriptions()).isEmpty();
    assertThat(left.attention()).isEmpty();
    assertThat(left.generation()).isEqualTo(unknown.generation() + 1);
  }

  @Test
  void whoEndsEverythingAndWantsItAgainIsMailedWhenTheHourIsOver() {
    Subscriber left = sent(ask(unknown, NOW, GOVERNMENT), NOW).confirm(Set.of(GOVERNMENT), NOW);

    Subscriber again = ask(left.leave(), NOW.plusSeconds(60), GOVERNMENT);

    assertThat(again.attention()).contains(NOW.plus(HOUR));
    assertThat(again.post(NOW.plus(HOUR), LEASE).orElseThrow().posting().orElseThrow().wishes())
        .containsExactly(GOVERNMENT);
  }

  @Test
  void aMailOnItsWayAsksForNothingOnceEverythingIsEnded() {
    Subscriber posting = ask(unknown, NOW, GOVERNMENT).post(NOW, LEASE).orElseThrow();

    Subscriber again = ask(posting.leave(), NOW.plusSeconds(1), GOVERNMENT);

    assertThat(again.attention()).contains(NOW.plus(HOUR));
    assertThat(
            again.posted(
                posting.posting().orElseThrow(), new Outcome.Taken(), NOW.plusSeconds(2), PACE))
        .isEqualTo(again);
  }

  @Test
  void whatEndedAloneAndIsWantedAgainIsAskedForWhenTheHourIsOver() {
    Subscriber two =
        sent(ask(unknown, NOW, GOVERNMENT, TOURISM), NOW).confirm(Set.of(GOVERNMENT, TOURISM), NOW);

    Subscriber again = ask(two.leave(Set.of(TOURISM)), NOW.plusSeconds(60), TOURISM);

    assertThat(again.due().orElseThrow().wishes()).containsExactly(TOURISM);
    assertThat(again.attention()).contains(NOW.plus(HOUR));
  }

  @Test
  void someCanEndAndTheRestStays() {
    Subscriber two = unknown.confirm(Set.of(GOVERNMENT, TOURISM_EN), NOW);

    Subscriber one = two.leave(Set.of(TOURISM_EN));
    assertThat(one.interests()).containsExactly(GOVERNMENT);
    assertThat(one.generation()).isEqualTo(two.generation());
    assertThat(one.leave(Set.of(GOVERNMENT))).isEqualTo(one.leave());
  }

  @Test
  void whatIsChosenIsAllThereIsAndWhatWasThereKeepsItsTime() {
    Subscriber two = unknown.confirm(Set.of(GOVERNMENT, TOURISM), NOW);
    Instant later = NOW.plusSeconds(60);

    Subscriber chosen = two.choose(Set.of(GOVERNMENT, ALL, TOURISM_EN), later);

    assertThat(chosen.interests()).containsExactly(TOURISM_EN, ALL, GOVERNMENT);
    assertThat(chosen.subscribedAt(GOVERNMENT, NOW)).isTrue();
    assertThat(chosen.subscribedAt(TOURISM, NOW)).isFalse();
    assertThat(chosen.subscribedAt(TOURISM, later)).isTrue();
    assertThat(chosen.generation()).isEqualTo(two.generation());
  }

  @Test
  void whoChangesEverythingKeepsTheWayToDoItAgain() {
    Subscriber chosen = unknown.confirm(Set.of(GOVERNMENT), NOW).choose(Set.of(TOURISM_EN), NOW);

    assertThat(chosen.interests()).containsExactly(TOURISM_EN);
    assertThat(chosen.generation()).isEqualTo(unknown.generation());
  }

  @Test
  void choosingNothingEndsEverything() {
    Subscriber one = unknown.confirm(Set.of(GOVERNMENT), NOW);

    assertThat(one.choose(Set.of(), NOW)).isEqualTo(one.leave());
  }

  @Test
  void whatIsChosenIsNotAskedForAnyMore() {
    Subscriber asked = ask(unknown.confirm(Set.of(GOVERNMENT), NOW), NOW, TOURISM, TOURISM_EN);

    assertThat(asked.choose(Set.of(GOVERNMENT, TOURISM), NOW).due().orElseThrow().wishes())
        .containsExactly(TOURISM_EN);
    assertThat(asked.choose(Set.of(GOVERNMENT, TOURISM, TOURISM_EN), NOW).due()).isEmpty();
  }

  @Test
  void bothMailsAreLookedAfter() {
    Subscriber one = unknown.confirm(Set.of(GOVERNMENT), NOW);
    Subscriber sent = sent(ask(one, NOW, TOURISM), NOW);

    Subscriber both =
        ask(sent, NOW.plusSeconds(60), TOURISM_EN).askToManage("en", NOW.plusSeconds(61), HOUR);

    assertThat(both.attention()).contains(NOW.plusSeconds(61));
    assertThat(both.leave().attention()).isEmpty();
  }

  private static Subscriber ask(Subscriber s, Instant at, Interest... wishes) {
    return s.ask(Set.of(wishes), "zh", at, HOUR);
  }

  private static Subscriber posted(Subscriber s, Outcome outcome, Instant at) {
    return s.posted(s.posting().orElseThrow(), outcome, at, PACE);
  }

  private static Subscriber sent(Subscriber s, Instant at) {
    return Optional.of(s.post(at, LEASE).orElseThrow())
        .map(p -> posted(p, new Outcome.Taken(), at))
        .orElseThrow();
  }
}
