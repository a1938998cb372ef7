package io.imprimatur.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.notification.delivery.smtp.PostOffice;
import io.imprimatur.testkit.Http;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Neither a title nor an address puts a header, a recipient or a body of its own into a mail. */
class HeaderInjectionTest extends RunningService {

  private static final String READER = "reader@example.org";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** What a mail about an article has, without anybody's help. */
  private static final List<String> HEADERS =
      List.of(
          "Auto-Submitted",
          "Content-Language",
          "Content-Type",
          "Date",
          "From",
          "List-Id",
          "List-Unsubscribe",
          "List-Unsubscribe-Post",
          "MIME-Version",
          "Message-ID",
          "Precedence",
          "Subject",
          "To");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\r\nBcc: all@example.org",
        "\nBcc: all@example.org",
        "\rBcc: all@example.org",
        "\r\n\r\n<html>Another body</html>",
        "\r\n.\r\nMAIL FROM:<evil@example.org>\r\nRCPT TO:<all@example.org>\r\nDATA\r\n",
        "\n.\n",
        "\u0000Bcc: all@example.org",
        "\u0085Bcc: all@example.org",
        "\u2028Bcc: all@example.org",
        "\u2029Bcc: all@example.org",
        "\u560d\u560aBcc: all@example.org",
        "\u000b\u000cBcc: all@example.org",
        "%0d%0aBcc: all@example.org",
        "=?utf-8?Q?=0D=0ABcc:_all@example.org?=",
        "=?utf-8?B?DQpCY2M6IGFsbEBleGFtcGxlLm9yZw==?=",
        "\" <all@example.org>, \"",
        "字\r\nBcc: all@example.org\r\n\r\n字"
      })
  void aTitleIsTheSubjectAndNothingElse(String injected) throws Exception {
    subscribed(READER, GOVERNMENT);
    String article = newArticle();
    publishing.published(article, "government", "zh", "News" + injected, Instant.now());
    awaitAlert(article, "completed");
    await().atMost(SOON).until(() -> !POST.letters().isEmpty());

    assertThat(POST.letters()).hasSize(1);
    PostOffice.Letter letter = POST.letters().getFirst();
    assertThat(letter.to()).isEqualTo(READER);
    assertThat(names(letter)).isSubsetOf(HEADERS).contains("Subject", "To");
    assertThat(letter.parsed().getHeader("Subject")).hasSize(1);
    assertThat(letter.parsed().getSubject())
        .startsWith("News")
        .doesNotContain("\r", "\n", "\u0000");
    assertThat(letter.parsed().getAllRecipients()).hasSize(1);
  }

  /** The names before the first empty line, however the lines are broken. */
  private static List<String> names(PostOffice.Letter letter) {
    String head =
        new String(letter.bytes(), StandardCharsets.ISO_8859_1).split("\r\n\r\n|\n\n|\r\r", 2)[0];
    return List.copyOf(
        new TreeSet<>(
            Arrays.stream(head.split("\r\n|\r|\n"))
                .filter(line -> !line.startsWith(" ") && !line.startsWith("\t"))
                // The server that took it says so.
                .filter(line -> !line.startsWith("Received:") && !line.startsWith("Return-Path:"))
                .map(line -> line.replaceAll(":.*", ""))
                .toList()));
  }

  @Test
  void anAddressIsOneMailboxOrNone() {
    List<String> addresses =
        List.of(
            "reader@example.org\r\nBcc: all@example.org",
            "reader@example.org\nRCPT TO:<all@example.org>",
            "reader@example.org\u0000",
            "reader\u0000@example.org",
            "reader@example.org\u2028Bcc: all@example.org",
            "reader@example.org\u0085all@example.org",
            "reader@example.org,all@example.org",
            "reader@example.org, all@example.org",
            "reader@example.org;all@example.org",
            "reader@example.org all@example.org",
            "reader@example.org\tall@example.org",
            "reader@example.org\uff0call@example.org",
            "reader@example.org\uff1ball@example.org",
            "reader@evil.example\uff20example.org",
            "reader@all@example.org",
            "<reader@example.org>,<all@example.org>",
            "Reader <reader@example.org>",
            "reader@example.org>",
            "reader@example.org> SIZE=1",
            "\"reader\\\r\n\"@example.org",
            "\"a b\"@example.org",
            "reader(all@example.org)@example.org",
            "@relay.example:reader@example.org",
            "reader@[127.0.0.1]",
            "reader@example.org/..",
            "reader@example.org?bcc=all@example.org",
            "=?utf-8?Q?all=40example.org=2C?=reader@example.org,");
    for (String address : addresses) {
      for (String path :
          List.of("/api/subscriptions", "/subscriptions", "/subscriptions/manage/link")) {
        Http.Answer answer = path.startsWith("/api") ? api(address) : page(path, address);
        assertThat(answer.status()).as("%s to %s", address, path).isEqualTo(400);
      }
    }
    assertThat(mongo.findAll(Document.class, "subscribers")).isEmpty();
    assertThat(POST.letters()).isEmpty();
  }

  private Http.Answer api(String address) {
    return post(
        "/api/subscriptions",
        null,
        JSON.writeValueAsString(
            Map.of("address", address, "sections", List.of("*"), "language", "en")));
  }

  private Http.Answer page(String path, String address) {
    return form(
        path,
        "sections=*&language=en&address="
            + java.net.URLEncoder.encode(address, StandardCharsets.UTF_8));
  }
}
