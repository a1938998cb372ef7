package io.imprimatur.system.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.testkit.TestDesk;
import io.imprimatur.testkit.TestDesk.Page;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Staff at the pages of all desks, each with one browser, who signed in at one instance and come to
 * another with each click, as a front server would send them.
 */
final class SharedSessions {

  private static final String PASSWORD = "imprimatur";
  private static final int MOST_HOPS = 12;
  private static final Duration LOOK = Duration.ofSeconds(30);

  /** Somebody at the desk of a service. */
  private record Seat(String service, String path, String person, TestDesk browser) {}

  private final Instances instances;
  private final List<Seat> seats;
  private final Seat alerts;

  SharedSessions(Instances instances) {
    this.instances = instances;
    TestDesk publisher = TestDesk.stranger(0);
    alerts = new Seat("notification", "/alerts", Office.PUBLISHER, publisher);
    seats =
        List.of(
            new Seat("drafting", "/write", "lin.yue", TestDesk.stranger(0)),
            new Seat("review", "/review", "wang.min", TestDesk.stranger(0)),
            new Seat("publishing", "/newsroom", Office.PUBLISHER, publisher),
            alerts);
  }

  /**
   * Signs in, each at an instance of their own; at the last desk the provider leads back to another
   * instance than the one where it began.
   */
  void signIn() {
    int number = 1;
    for (Seat seat : seats) {
      if (seat != alerts) {
        signIn(seat, instances.of(seat.service(), number));
        number = 1 + number % Instances.OF_EACH;
      }
    }
    Page page = cross(alerts, instances.of(alerts.service(), 2), instances.of(alerts.service(), 3));
    assertOpen(alerts, page);
  }

  private static void signIn(Seat seat, Instance at) {
    Page page = seat.browser().get(at.url() + seat.path());
    assertOpen(
        seat,
        seat.browser()
            .submit(
                page,
                "form:has(input[name=password])",
                Map.of("username", seat.person(), "password", PASSWORD)));
  }

  /**
   * Who is known to the provider from another desk types no password. In the end it leads to the
   * page that was asked for.
   */
  private static Page cross(Seat seat, Instance begin, Instance end) {
    boolean crossed = false;
    Page page = seat.browser().stay(begin.url() + seat.path());
    for (int hop = 0; hop < MOST_HOPS && page.status() / 100 == 3; hop++) {
      String next = page.uri().resolve(page.header("Location")).toString();
      if (URI.create(next).getPath().contains("/login/oauth2/code/")) {
        assertThat(next).startsWith(begin.url());
        next = end.url() + next.substring(begin.url().length());
        crossed = true;
      }
      page = seat.browser().stay(next);
    }
    assertThat(crossed).as("the provider led back to a desk").isTrue();
    return page;
  }

  /** Each session holds at each instance that is up. */
  void assertHold() {
    for (Seat seat : seats) {
      for (Instance instance : instances.up(seat.service())) {
        assertOpen(seat, seat.browser().stay(instance.url() + seat.path()));
      }
    }
  }

  private static void assertOpen(Seat seat, Page page) {
    String what = seat.person() + " at " + page.uri() + ": " + page.text("main");
    assertThat(page.status()).as(what).isEqualTo(200);
    assertThat(page.uri().getPath()).as(what).isEqualTo(seat.path());
    assertThat(page.html().selectFirst("form[action$=/sign-out]")).as(what).isNotNull();
  }

  /**
   * Signing out at one instance, by the button of a page of another one, holds at each; and at the
   * same person's other desk with its next look at the provider.
   */
  void assertEndEverywhere() {
    for (Seat seat : seats) {
      if (seat != alerts) {
        signOut(seat);
        for (Instance instance : instances.up(seat.service())) {
          assertThat(isEnded(seat, instance)).as(seat.person() + " at " + instance).isTrue();
        }
      }
    }
    for (Instance instance : instances.up(alerts.service())) {
      await(alerts.person() + " is signed out at " + instance)
          .atMost(LOOK)
          .until(() -> isEnded(alerts, instance));
    }
  }

  private void signOut(Seat seat) {
    Page page = seat.browser().get(instances.of(seat.service(), 2).url() + seat.path());
    assertOpen(seat, page);
    String token = page.html().selectFirst("form[action$=/sign-out] input[name=_csrf]").val();
    Page out =
        seat.browser()
            .post(
                instances.of(seat.service(), 3).url() + seat.path() + "/sign-out",
                Map.of("_csrf", token));
    assertThat(out.status()).as("sign-out of " + seat.person()).isEqualTo(302);
    Page farewell = seat.browser().get(out.header("Location"));
    assertThat(farewell.status()).as(farewell.uri().toString()).isEqualTo(200);
    assertThat(farewell.uri().getPath()).isEqualTo(seat.path() + "/signed-out");
  }

  private static boolean isEnded(Seat seat, Instance instance) {
    Page page = seat.browser().stay(instance.url() + seat.path());
    return page.status() == 302 && page.header("Location").contains("/sign-in/");
  }
}
