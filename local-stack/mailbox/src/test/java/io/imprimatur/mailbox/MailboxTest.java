package io.imprimatur.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MailboxTest {

  private final HttpClient http = HttpClient.newHttpClient();
  @TempDir private Path folder;
  private Mailbox mailbox;

  @BeforeEach
  void start() {
    mailbox =
        Mailbox.start(new Settings(Settings.LOOPBACK, 0, 0, folder.resolve("data"), 1024 * 1024));
  }

  @AfterEach
  void stop() {
    mailbox.close();
    http.close();
  }

  @Test
  void itListensOnThisMachineAloneUnlessToldOtherwise() {
    assertThat(Settings.of(new String[0], Map.of()).address()).isEqualTo("127.0.0.1");
    Settings told = Settings.of(new String[] {"--address", "no address"}, Map.of());
    assertThatThrownBy(() -> Mailbox.start(told))
        .isInstanceOf(CannotStart.class)
        .hasMessage("--address is \"no address\", which is no address.");
    assertThat(Settings.of(new String[0], Map.of("MAILBOX_ADDRESS", "0.0.0.0")).address())
        .isEqualTo("0.0.0.0");
  }

  @Test
  void aMailIsFoundByItsAddresseeAndReadInAllItsParts() throws Exception {
    send(TestMail.to("reader@example.com"));

    JsonNode found = search("to:reader@example.com");
    assertThat(found.path("messages_count").asInt()).isOne();
    assertThat(found.path("count").asInt()).isOne();
    assertThat(found.path("total").asInt()).isOne();
    JsonNode summary = found.path("messages").get(0);
    assertThat(summary.path("Subject").asString()).isEqualTo("防汛通知 Flood notice");
    assertThat(summary.path("From").path("Name").asString()).isEqualTo("临河省 Linhe");
    assertThat(summary.path("To").get(0).path("Address").asString())
        .isEqualTo("reader@example.com");
    assertThat(summary.path("Snippet").asString()).startsWith("临河水位 The river");

    JsonNode mail = json("/api/v1/message/" + summary.path("ID").asString());
    assertThat(mail.path("Text").asString()).contains("http://127.0.0.1:8400/a/1");
    assertThat(mail.path("HTML").asString()).contains("<h1>临河水位</h1>");
    assertThat(mail.path("MessageID").asString()).isEqualTo("one@press.linhe.example");
    assertThat(mail.path("ReturnPath").asString()).isEqualTo("office@press.linhe.example");
    assertThat(mail.path("Attachments").get(0).path("FileName").asString()).isEqualTo("附件.txt");
    JsonNode unsubscribe = mail.path("ListUnsubscribe");
    assertThat(unsubscribe.path("Links").get(0).asString())
        .isEqualTo("http://127.0.0.1:8403/u/token");
    assertThat(unsubscribe.path("HeaderPost").asString()).isEqualTo("List-Unsubscribe=One-Click");
    assertThat(unsubscribe.path("Errors").asString()).isEmpty();

    String address = "/api/v1/message/" + summary.path("ID").asString();
    assertThat(json(address + "/headers").path("List-Unsubscribe-Post").get(0).asString())
        .isEqualTo("List-Unsubscribe=One-Click");
    assertThat(get(address + "/raw").body()).contains("Message-ID: <one@press.linhe.example>");
  }

  @Test
  void oneTransactionIsOneMailWithItsHiddenRecipients() throws Exception {
    send(TestMail.to("a@example.com").also("b@example.com"));

    JsonNode all = json("/api/v1/messages");
    assertThat(all.path("total").asInt()).isOne();
    JsonNode mail = all.path("messages").get(0);
    assertThat(mail.path("To").size()).isOne();
    assertThat(mail.path("Bcc").get(0).path("Address").asString()).isEqualTo("b@example.com");
    assertThat(search("bcc:b@example.com").path("count").asInt()).isOne();
    assertThat(search("to:b@example.com").path("count").asInt()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "to:\"Reader@Example.com\", 1",
    "subject:\"flood notice\", 1",
    "subject:防汛, 1",
    "from:linhe, 1",
    "hidden-word, 1",
    "-to:reader, 0",
    "to:reader subject:drought, 0",
    "to:reader !subject:drought, 1",
    "to:nobody@example.com, 0"
  })
  void searchKnowsMailpitsTerms(String query, int found) throws Exception {
    send(TestMail.to("reader@example.com"));
    assertThat(search(query).path("messages_count").asInt()).isEqualTo(found);
  }

  @Test
  void listsAreCutByStartAndLimitNewestFirst() throws Exception {
    for (int n = 0; n < 5; n++) {
      send(TestMail.to("n" + n + "@example.com"));
    }
    JsonNode page = json("/api/v1/search?query=to:example.com&start=1&limit=2");
    assertThat(page.path("messages_count").asInt()).isEqualTo(5);
    assertThat(page.path("count").asInt()).isEqualTo(2);
    assertThat(page.path("start").asInt()).isOne();
    assertThat(page.path("messages").get(0).path("To").get(0).path("Address").asString())
        .isEqualTo("n3@example.com");
    assertThat(get("/api/v1/messages?limit=x").statusCode()).isEqualTo(400);
  }

  @Test
  void callsThatCannotBeAnsweredSayWhy() throws Exception {
    assertThat(get("/api/v1/search").statusCode()).isEqualTo(400);
    assertThat(get("/api/v1/search?query=").body()).contains("no search query");
    assertThat(get("/api/v1/message/nothing").statusCode()).isEqualTo(404);
    assertThat(get("/api/v1/message/..%2f..%2fetc").statusCode()).isEqualTo(404);
    assertThat(get("/nowhere").statusCode()).isEqualTo(404);
    assertThat(get("/readyz").statusCode()).isEqualTo(200);
    assertThat(call("DELETE", "/api/v1/messages", "[").statusCode()).isEqualTo(400);
    assertThat(call("POST", "/api/v1/messages", "").statusCode()).isEqualTo(405);
  }

  @Test
  void mailsAreDeletedByIdOrAll() throws Exception {
    send(TestMail.to("a@example.com"));
    send(TestMail.to("b@example.com"));
    send(TestMail.to("c@example.com"));
    String id = search("to:a@").path("messages").get(0).path("ID").asString();

    call("DELETE", "/api/v1/messages", "{\"IDs\":[\"" + id + "\"]}");
    assertThat(json("/api/v1/messages").path("total").asInt()).isEqualTo(2);
    assertThat(get("/api/v1/message/" + id).statusCode()).isEqualTo(404);

    call("DELETE", "/api/v1/messages", "");
    assertThat(json("/api/v1/messages").path("total").asInt()).isZero();
  }

  @Test
  void aMailThatIsTooLargeIsRefusedAndTheConnectionGoesOn() throws Exception {
    MessagingException refused =
        catchThrowableOfType(
            MessagingException.class,
            () -> send(TestMail.to("a@example.com").text("x".repeat(2 * 1024 * 1024))));
    assertThat(refused).hasStackTraceContaining("552 5.3.4");
    send(TestMail.to("a@example.com"));
    assertThat(json("/api/v1/messages").path("total").asInt()).isOne();
  }

  @Test
  void aMailThatCannotBeWrittenIsNotAcknowledged() throws Exception {
    Files.delete(folder.resolve("data/mails"));
    assertThatThrownBy(() -> send(TestMail.to("a@example.com")))
        .isInstanceOfSatisfying(
            SMTPSendFailedException.class, e -> assertThat(e.getReturnCode()).isEqualTo(452));
    assertThat(json("/api/v1/messages").path("total").asInt()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"fail550@example.com, 550", "defer451+x@example.com, 451", "fail554.a@x.org, 554"})
  void someAddressesFailAtOnce(String address, int code) throws Exception {
    SendFailedException refused =
        catchThrowableOfType(SendFailedException.class, () -> send(TestMail.to(address)));
    assertThat(refused.getNextException())
        .isInstanceOfSatisfying(
            SMTPAddressFailedException.class, e -> assertThat(e.getReturnCode()).isEqualTo(code));
    assertThat(json("/api/v1/messages").path("total").asInt()).isZero();
  }

  @Test
  void someAddressesFailAfterTheDot() throws Exception {
    assertThatThrownBy(() -> send(TestMail.to("defer452.data@example.com")))
        .isInstanceOfSatisfying(
            SMTPSendFailedException.class, e -> assertThat(e.getReturnCode()).isEqualTo(452));
    assertThat(json("/api/v1/messages").path("total").asInt()).isZero();

    assertThatThrownBy(() -> send(TestMail.to("drop.data@example.com")))
        .isInstanceOf(MessagingException.class);
    assertThat(search("to:drop.data@example.com").path("total").asInt()).isOne();
  }

  @Test
  void someAddressesTakeOneMailFirst() throws Exception {
    send(TestMail.to("fail552.later@example.com"));
    assertThat(search("to:fail552.later@example.com").path("total").asInt()).isOne();
    assertThatThrownBy(() -> send(TestMail.to("fail552.later@example.com")))
        .isInstanceOf(SendFailedException.class);
    send(TestMail.to("drop.data.later@example.com"));
    assertThatThrownBy(() -> send(TestMail.to("drop.data.later@example.com")))
        .isInstanceOf(MessagingException.class);
  }

  @Test
  void pagesShowAMailWithoutTrustingIt() throws Exception {
    send(TestMail.to("reader@example.com"));
    HttpResponse<String> list = get("/");
    assertThat(list.body()).contains("防汛通知 Flood notice", "reader@example.com");
    assertThat(list.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'", "style-src 'self'")
        .doesNotContain("unsafe");

    String id = json("/api/v1/messages").path("messages").get(0).path("ID").asString();
    HttpResponse<String> page = get("/mail/" + id);
    assertThat(page.body())
        .contains("临河水位", "href=\"http://127.0.0.1:8400/a/1\"", "sandbox=", "附件.txt")
        .contains("&lt;script&gt;")
        .doesNotContain("<script", "style=");

    HttpResponse<String> html = get("/mail/" + id + "/html");
    assertThat(html.body()).contains("<h1>临河水位</h1>");
    assertThat(html.headers().firstValue("Content-Security-Policy").orElseThrow())
        .startsWith("sandbox ")
        .contains("default-src 'none'")
        .doesNotContain("allow-scripts", "allow-same-origin");
    assertThat(get("/style.css").statusCode()).isEqualTo(200);
    assertThat(get("/mail/none").statusCode()).isEqualTo(404);
    assertThat(get("/?q=nothing-like-it").body()).contains("No mail matches");
  }

  @Test
  void aTakenPortOrFolderIsNamed() throws Exception {
    try (var other = new ServerSocket(0)) {
      int port = other.getLocalPort();
      assertThatThrownBy(() -> Mailbox.start(folder.resolve("b"), port, 0))
          .isInstanceOf(CannotStart.class)
          .hasMessageContaining("Port " + port + " is taken")
          .hasMessageContaining("--http-port");
      assertThatThrownBy(() -> Mailbox.start(folder.resolve("b"), 0, port))
          .hasMessageContaining("--smtp-port");
    }
    assertThatThrownBy(() -> Mailbox.start(folder.resolve("data"), 0, 0))
        .hasMessageContaining("in use by another mailbox");
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> Mailbox.start(file, 0, 0)).hasMessageContaining("can't be used");
  }

  private void send(TestMail mail) throws Exception {
    mail.sendTo(mailbox.smtpPort());
  }

  private JsonNode search(String query) throws Exception {
    return json("/api/v1/search?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
  }

  private JsonNode json(String path) throws Exception {
    HttpResponse<String> response = get(path);
    assertThat(response.statusCode()).isEqualTo(200);
    return JsonMapper.shared().readTree(response.body());
  }

  private HttpResponse<String> get(String path) throws Exception {
    return call("GET", path, "");
  }

  private HttpResponse<String> call(String method, String path, String body) throws Exception {
    URI uri = URI.create(mailbox.uri() + path);
    return http.send(
        HttpRequest.newBuilder(uri)
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }
}
