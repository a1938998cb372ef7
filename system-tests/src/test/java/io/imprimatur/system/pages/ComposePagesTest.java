package io.imprimatur.system.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.imprimatur.system.compose.OneProject;
import io.imprimatur.system.compose.Project;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From sign-in at Keycloak to the mail, in a browser, on the containers behind one address. */
@Tag("compose")
@ExtendWith(OneProject.class)
@Order(2)
class ComposePagesTest {

  private static Project project;

  @BeforeAll
  static void start(Project running) {
    project = running;
    PlaywrightAssertions.setDefaultAssertionTimeout(60_000);
  }

  @ParameterizedTest
  @CsvSource({
    "en, 1280, Winter opening hours of the service halls",
    "zh, 360, 政务服务大厅冬季开放时间调整公告",
  })
  void aTextGoesFromDeskToMailbox(String language, int width, String title) {
    String unique = title + " " + UUID.randomUUID().toString().substring(0, 4);
    new MainJobWalk(project, language, width, unique).walk();
  }

  @Test
  void whoSignsOutAtOneDeskIsSignedOutAtAll() {
    try (Visitor publisher = new Visitor(project, "en", 1280)) {
      publisher.signIn("mia.roth", "publishing").at("notification", "");
      publisher.isAt(publisher.words("alerts.title")); // one sign-in is enough
      publisher.at("publishing", "").press("frame.sign-out");
      publisher.reads(new Words("drafting", "en").of("session.signed-out"));
      Page page = publisher.page();
      await()
          .atMost(Duration.ofMinutes(2))
          .pollInSameThread()
          .untilAsserted(
              () -> {
                page.navigate(project.desk("notification"));
                assertThat(page.locator("#kc-login")).isVisible();
              });
    }
  }
}
