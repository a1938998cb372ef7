package io.imprimatur.drafting;

import static io.imprimatur.drafting.Api.entry;
import static io.imprimatur.testkit.TestPerson.LIN_YUE;
import static io.imprimatur.testkit.TestPerson.TOM_BAKER;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.imprimatur.testkit.TestDesk;
import io.imprimatur.testkit.TestDesk.Page;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Giving a text to review: what will happen is said before it does. */
class SubmitPagesTest extends RunningPages {

  private static final AtomicReference<String> ASKED = new AtomicReference<>();
  private static HttpServer review;

  /** Review's answer for one section; it knows no other. */
  @BeforeAll
  static void startReview() throws IOException {
    server();
  }

  private static synchronized HttpServer server() {
    if (review == null) {
      try {
        review = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
      review.createContext(
          "/api/routes/government",
          exchange -> {
            ASKED.set(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] answer =
                """
                {"section":"government","version":1,"steps":[
                  {"number":1,"name":{"zh":"内容审核","en":"Content check"},"group":"reviewer"},
                  {"number":2,"name":{"zh":"总编签发","en":"Release"},"group":"chief-editor"}]}\
                """
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
          });
      review.start();
    }
    return review;
  }

  @AfterAll
  static void stopReview() {
    server().stop(0);
  }

  @DynamicPropertySource
  static void reviewIsThere(DynamicPropertyRegistry registry) {
    registry.add(
        "imprimatur.pages.services.review",
        () -> "http://127.0.0.1:" + server().getAddress().getPort());
  }

  @Test
  void theSummaryNamesTheStepsAndWhoDecides() {
    String id = as(LIN_YUE).create(entry("summary", "")).is(201).id();
    as(TOM_BAKER).change(id, 1, entry("summary", "", "title", "Floods")).is(200);
    TestDesk desk = at(LIN_YUE);
    Page summary = is(desk.get(page(id, "/submit")), 200);
    assertThat(summary.html().select(".route li > :not(.n)").eachText())
        .containsExactly(
            "Content check", "decided by a reviewer", "Release", "decided by a chief editor");
    assertThat(ASKED.get()).startsWith("Bearer ");
    assertThat(summary.text("main"))
        .contains("Floods", "2 approvals", "Tom Baker", "revision 1", "There is no summary")
        .contains("everybody who subscribed to its section gets one mail");
    assertThat(as(LIN_YUE).get("/api/articles/" + id).text("state")).isEqualTo("writing");
    Page after = is(desk.submit(summary, "form[action$=/submit]", Map.of()), 200);
    assertThat(after.text("#tags")).contains("under review", "Revision 1");
    assertThat(after.text(".notice")).contains("with review");
    assertThat(is(desk.get(page(id, "/submit")), 409).text("main"))
        .contains("under review already");
  }

  @Test
  void whatIsMissingIsSaidAndTheButtonIsOff() {
    String id = as(LIN_YUE).create(entry("body", "")).is(201).id();
    TestDesk desk = at(LIN_YUE);
    Page summary = is(desk.get(page(id, "/submit")), 200);
    assertThat(summary.text(".error-summary")).contains("Write the text before you submit it");
    assertThat(summary.html().select("form[action$=/submit] button[disabled]")).hasSize(1);
    Page forced = desk.submit(summary, "form[action$=/submit]", Map.of());
    assertThat(forced.status()).isEqualTo(422);
    assertThat(as(LIN_YUE).get("/api/articles/" + id).text("state")).isEqualTo("writing");
  }

  @Test
  void whileReviewIsAwayTheTextCanBeSubmittedAllTheSame() {
    String id = as(LIN_YUE).create(entry("section", "services")).is(201).id();
    TestDesk desk = at(LIN_YUE);
    Page summary = is(desk.get(page(id, "/submit")), 200);
    assertThat(summary.text(".notice")).contains("Review does not answer");
    is(desk.submit(summary, "form[action$=/submit]", Map.of()), 200);
    assertThat(as(LIN_YUE).get("/api/articles/" + id).text("state")).isEqualTo("under-review");
  }

  @Test
  void aTextThatChangedMeanwhileIsLookedAtAgain() {
    String id = as(LIN_YUE).create(entry()).is(201).id();
    TestDesk desk = at(LIN_YUE);
    Page summary = desk.get(page(id, "/submit"));
    as(TOM_BAKER).change(id, 1, entry("title", "Tom's")).is(200);
    Page again = is(desk.submit(summary, "form[action$=/submit]", Map.of()), 409);
    assertThat(again.text("main")).contains("Tom Baker changed the text", "Tom's");
    is(desk.submit(again, "form[action$=/submit]", Map.of()), 200);
    assertThat(as(LIN_YUE).get("/api/articles/" + id).text("state")).isEqualTo("under-review");
  }

  @Test
  void takingBackIsConfirmedFirst() {
    String id = as(LIN_YUE).create(entry()).is(201).id();
    TestDesk desk = at(LIN_YUE);
    assertThat(is(desk.get(page(id, "/take-back")), 200).uri().getPath()).isEqualTo(page(id));
    as(LIN_YUE).submit(id, 1).is(202);
    Page confirm = is(desk.get(page(id, "/take-back")), 200);
    assertThat(confirm.text("main")).contains("revision 1", "void");
    assertThat(as(LIN_YUE).get("/api/articles/" + id).text("state")).isEqualTo("under-review");
    Page after = is(desk.submit(confirm, "form[action$=/take-back]", Map.of()), 200);
    assertThat(after.text("#tags")).contains("being taken back");
    assertThat(is(desk.submit(confirm, "form[action$=/take-back]", Map.of()), 409).text("main"))
        .contains("asked for the text already");
  }
}
