package io.imprimatur.notification.subscription;

import static io.imprimatur.notification.subscription.TestPace.CONNECTION_LOST;
import static io.imprimatur.notification.subscription.TestPace.PACE;
import static io.imprimatur.notification.subscription.TestPace.PAUSES;
import static io.imprimatur.notification.subscription.TestPace.PUT_OFF;
import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.notification.delivery.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The mail with the link to change subscriptions. */
class ManageMailTest {

  private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration LEASE = Duration.ofMinutes(3);
  private static final Interest GOVERNMENT = new Interest("government", "zh");

  private final Subscriber unknown = Subscriber.unknown("s1", Address.of("ann@example.org"));
  private final Subscriber known = unknown.confirm(Set.of(GOVERNMENT), NOW);

  @Test
  void onlyWhoHasSomethingGetsTheLinkToChangeIt() {
    assertThat(unknown.askToManage("zh", NOW, HOUR)).isEqualTo(unknown);
    Subscriber asked = unknown.ask(Set.of(GOVERNMENT), "zh", NOW, HOUR);
    assertThat(asked.askToManage("zh", NOW, HOUR)).isEqualTo(asked);
  }

  @Test
  void theLinkIsSentOnceAnHour() {
    Subscriber asked = known.askToManage("en", NOW, HOUR);
    assertThat(asked.attention()).contains(NOW);
    assertThat(asked.askToManage("zh", NOW, HOUR)).isEqualTo(asked);
    Subscriber posting = asked.postManageMail(NOW, LEASE).orElseThrow();
    assertThat(posting.postManageMail(NOW, LEASE)).as("one sender").isEmpty();
    assertThat(posting.attention()).contains(NOW.plus(LEASE));
    Subscriber sent = posted(posting, new Outcome.Taken(), NOW.plusSeconds(1));
    assertThat(sent.attention()).isEmpty();
    assertThat(sent.askToManage("en", NOW.plus(HOUR).minusMillis(1), HOUR)).isEqualTo(sent);
    assertThat(sent.askToManage("en", NOW.plus(HOUR), HOUR).attention()).contains(NOW.plus(HOUR));
  }

  @Test
  void aLinkIsTriedAgainWhereItCertainlyDidNotGoOut() {
    Subscriber posting =
        known.askToManage("en", NOW, HOUR).postManageMail(NOW, LEASE).orElseThrow();

    assertThat(posted(posting, CONNECTION_LOST, NOW).attention()).contains(NOW.plusSeconds(5));
    assertThat(posted(posting, PUT_OFF, NOW.plus(PACE.retries().giveUp())).attention()).isEmpty();
    assertThat(posted(posting, new Outcome.Unknown("reset"), NOW).attention()).isEmpty();
    assertThat(posting.lostManageMail(NOW.plus(LEASE).minusMillis(1))).isEmpty();
    Subscriber lost = posting.lostManageMail(NOW.plus(LEASE)).orElseThrow();
    assertThat(lost.attention()).isEmpty();
    ManageMail.Posting late = posting.manageMailOnItsWay().orElseThrow();
    assertThat(lost.manageMailPosted(late, PUT_OFF, NOW, PACE)).isEqualTo(lost);
  }

  @Test
  void aLinkThatIsPutOffIsTriedAgainLaterEachTime() {
    Subscriber waiting = known.askToManage("en", NOW, HOUR);
    Instant at = NOW;
    for (long pause : PAUSES) {
      waiting = posted(waiting.postManageMail(at, LEASE).orElseThrow(), PUT_OFF, at.plusSeconds(1));
      at = at.plusSeconds(1 + pause);
      assertThat(waiting.attention()).contains(at);
    }
  }

  private static Subscriber posted(Subscriber s, Outcome outcome, Instant at) {
    return s.manageMailPosted(s.manageMailOnItsWay().orElseThrow(), outcome, at, PACE);
  }
}
