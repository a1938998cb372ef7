package io.imprimatur.system.forgery;

import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.system.Newsroom;
import io.imprimatur.system.OneStack;
import io.imprimatur.system.Stack;
import io.imprimatur.testkit.TestDesk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Another site has somebody's browser send a form of ours (cross-site request forgery). */
@ExtendWith(OneStack.class)
@Order(OneStack.LEAVING_TRACES)
class StrangersFormsTest {

  private static final String NOBODYS = "01930000-0000-7000-8000-000000000000";
  private static final String TYPED = "typed-7f3a";

  /** Where a form's address is no plain text in the sources. */
  private static final Map<String, List<String>> NAMED =
      Map.ofEntries(
          Map.entry("AlertCommandPages AlertPages.ONE + \"/stop\"", List.of("/alerts/{id}/stop")),
          Map.entry(
              "AlertCommandPages AlertPages.ONE + \"/release\"", List.of("/alerts/{id}/release")),
          Map.entry(
              "WithdrawalPages WITHDRAWAL", List.of("/newsroom/publications/{id}/withdrawal")),
          Map.entry("RoutePages DEFAULT_PATH", List.of("/review/routes/default")),
          Map.entry("RoutePages SECTION_PATH", List.of("/review/routes/sections/government")),
          Map.entry(
              "ParkedEventPages \"/parked/{service}/{id}/{deed}\"",
              List.of(
                  "/write/operations/parked/drafting/x/set-aside",
                  "/review/operations/parked/review/x/replay",
                  "/newsroom/operations/parked/publishing/x/skip-gap",
                  "/alerts/operations/parked/notification/x/set-aside")));

  /**
   * Forms without a session: the leave is a signed token in each, or everybody may send them. The
   * switch of the language and the page that keeps what was typed change nothing that anybody owns.
   */
  private static final Set<String> WITHOUT_A_SESSION =
      Set.of(
          "LanguageSwitch SubscriberPages.PAGE + \"/language\"",
          "SubscriberPages PAGE",
          "SubscriberPages PAGE + \"/confirm\"",
          "SubscriberPages PAGE + \"/unsubscribe\"",
          "ManagePages PAGE",
          "ManagePages PAGE + \"/end\"",
          "ManagePages PAGE + \"/link\"",
          "SignInPages StaffSecurity.SEND_AGAIN",
          "SignInPages \"/language\"");

  /** A desk, and who has the roles to send its forms. */
  private record Place(String service, String base, String person) {}

  private static final List<Place> PLACES =
      List.of(
          new Place("drafting", "/write/operations", Newsroom.ADMINISTRATOR),
          new Place("review", "/review/operations", Newsroom.ADMINISTRATOR),
          new Place("publishing", "/newsroom/operations", Newsroom.ADMINISTRATOR),
          new Place("notification", "/alerts/operations", Newsroom.ADMINISTRATOR),
          new Place("review", "/review/routes", Newsroom.ADMINISTRATOR),
          new Place("drafting", "/write", Newsroom.WRITER),
          new Place("review", "/review", Newsroom.FIRST_REVIEWER),
          new Place("publishing", "/newsroom", Newsroom.PUBLISHER),
          new Place("notification", "/alerts", Newsroom.PUBLISHER));

  @Test
  void noFormIsTakenWithoutATokenOrWithSomebodyElses(Stack stack) {
    List<String> forms = forms();
    assertThat(forms).hasSizeGreaterThan(20);
    Map<String, TestDesk> desks = new HashMap<>();
    Map<String, String> tokens = new HashMap<>();
    String strangers = token(Operations.signIn(stack, "drafting", "/write", "tom.baker"), stack);
    SoftAssertions.assertSoftly(
        softly -> {
          for (String form : forms) {
            Place place = place(form);
            String key = place.service() + place.person();
            TestDesk desk =
                desks.computeIfAbsent(
                    key,
                    k -> Operations.signIn(stack, place.service(), place.base(), place.person()));
            String address = stack.url(place.service()) + form;
            refused(softly, form, desk.post(address, Map.of("body", TYPED)));
            refused(softly, form, desk.post(address, Map.of("body", TYPED, "_csrf", strangers)));
            refused(softly, form, desk.post(address, Map.of("body", TYPED, "_csrf", "")));

            String own =
                tokens.computeIfAbsent(
                    key,
                    k ->
                        desk.get(stack.url(place.service()) + place.base())
                            .html()
                            .selectFirst("input[name=_csrf]")
                            .val());
            softly
                .assertThat(
                    desk.post(address, Map.of("body", TYPED, "reason", "", "_csrf", own)).status())
                .as("%s with the page's own token", form)
                .isNotIn(401, 403);
          }
        });
  }

  /** Refused for want of its token, not for another reason: that page keeps what was typed. */
  private static void refused(SoftAssertions softly, String form, TestDesk.Page answer) {
    softly.assertThat(answer.status()).as(form).isEqualTo(403);
    softly.assertThat(answer.html().select("input[name=body]").val()).as(form).isEqualTo(TYPED);
  }

  private static String token(TestDesk desk, Stack stack) {
    return desk.get(stack.url("drafting") + "/write").html().selectFirst("input[name=_csrf]").val();
  }

  private static Place place(String form) {
    return PLACES.stream().filter(p -> form.startsWith(p.base())).findFirst().orElseThrow();
  }

  @Test
  void nobodyIsSignedOutByAnotherSite(Stack stack) {
    for (Place place : PLACES.subList(5, 9)) {
      TestDesk desk = Operations.signIn(stack, place.service(), place.base(), place.person());
      String url = stack.url(place.service()) + place.base();
      assertThat(desk.post(url + "/sign-out", Map.of()).header("Location")).endsWith(place.base());
      desk.stay(url + "/sign-out");
      assertThat(desk.stay(url).status()).as("still signed in").isEqualTo(200);
    }
  }

  /**
   * Every form that a page of the services can have, by their sources: a new one is in here too.
   */
  private static List<String> forms() {
    Map<String, List<String>> found = new LinkedHashMap<>();
    Pattern mapping = Pattern.compile("@PostMapping\\((?:path = )?([^),]*)");
    for (Path source : sources()) {
      String name = source.getFileName().toString().replace(".java", "");
      mapping
          .matcher(read(source))
          .results()
          .map(m -> m.group(1).strip())
          .filter(path -> !name.endsWith("Controller"))
          .forEach(path -> found.put(name + " " + path, paths(name + " " + path, path)));
    }
    assertThat(found.keySet()).as("the lists above").containsAll(WITHOUT_A_SESSION);
    assertThat(found.keySet()).as("the lists above").containsAll(NAMED.keySet());
    WITHOUT_A_SESSION.forEach(found::remove);
    Set<String> all = new TreeSet<>();
    found.values().forEach(all::addAll);
    return new ArrayList<>(all);
  }

  private static List<String> paths(String form, String path) {
    List<String> paths = NAMED.getOrDefault(form, List.of(path.replaceAll("^\"|\"$", "")));
    return paths.stream()
        .map(p -> p.replace("{number}", "1").replaceAll("\\{[a-zA-Z]*}", NOBODYS))
        .toList();
  }

  private static List<Path> sources() {
    List<Path> all = new ArrayList<>();
    for (String module :
        List.of(
            "service-kit",
            "drafting-service",
            "review-service",
            "publishing-service",
            "notification-service")) {
      try (Stream<Path> files = Files.walk(Path.of("..", module, "src/main/java"))) {
        files.filter(file -> file.toString().endsWith(".java")).forEach(all::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return all;
  }

  private static String read(Path source) {
    try {
      return Files.readString(source);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
