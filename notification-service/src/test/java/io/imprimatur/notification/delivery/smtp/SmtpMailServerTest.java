package io.imprimatur.notification.delivery.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.imprimatur.kit.office.LocalName;
import io.imprimatur.kit.office.Office;
import io.imprimatur.notification.delivery.Mail;
import io.imprimatur.notification.delivery.MailServer;
import io.imprimatur.notification.delivery.Outcome;
import io.imprimatur.notification.delivery.Wording;
import io.imprimatur.notification.delivery.smtp.PostOffice.Manner;
import jakarta.mail.Address;
import jakarta.mail.BodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpMailServerTest {

  private static final String ANN = "ann@example.org";
  private static final Instant DATE = Instant.parse("2026-11-24T08:00:00Z");

  private final PostOffice office = new PostOffice();
  private final SmtpMailServer server = server(office.port());

  @AfterEach
  void close() {
    server.close();
    office.close();
  }

  @ParameterizedTest
  @EnumSource(Manner.class)
  void whatBecameOfAMailIsKnown(Manner manner) throws Exception {
    office.treat(ANN, manner);
    try (MailServer.Connection connection = server.connect()) {
      Outcome outcome = connection.send(mail("subject"));

      switch (manner) {
        case GOOD -> assertThat(outcome).isEqualTo(new Outcome.Taken());
        case REFUSED, REFUSED_AFTER_DOT -> assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        case PUT_OFF, PUT_OFF_AFTER_DOT, CLOSING ->
            assertThat(outcome)
                .isInstanceOfSatisfying(
                    Outcome.Later.class, l -> assertThat(l.connectionLost()).isFalse());
        case CUT_BEFORE_DOT ->
            assertThat(outcome)
                .isInstanceOfSatisfying(
                    Outcome.Later.class, l -> assertThat(l.connectionLost()).isTrue());
        case CUT_AFTER_DOT -> assertThat(outcome).isInstanceOf(Outcome.Unknown.class);
      }
      assertThat(connection.usable())
          .isEqualTo(
              !List.of(Manner.CUT_BEFORE_DOT, Manner.CUT_AFTER_DOT, Manner.CLOSING)
                  .contains(manner));
    }
    assertThat(office.letters()).hasSize(manner == Manner.GOOD ? 1 : 0);
  }

  @Test
  void theServersWordsAreKept() throws Exception {
    office.treat(ANN, Manner.REFUSED);
    try (MailServer.Connection connection = server.connect()) {
      assertThat(connection.send(mail("s")))
          .isInstanceOfSatisfying(
              Outcome.Refused.class, r -> assertThat(r.words()).contains("no such mailbox"));
    }
  }

  @Test
  void oneConnectionCarriesManyMails() throws Exception {
    for (int i = 0; i < 5; i++) {
      try (MailServer.Connection connection = server.connect()) {
        assertThat(connection.send(mail("one"))).isEqualTo(new Outcome.Taken());
        office.treat(ANN, i % 2 == 0 ? Manner.REFUSED : Manner.PUT_OFF_AFTER_DOT);
        assertThat(connection.send(mail("two"))).isNotEqualTo(new Outcome.Taken());
        office.treat(ANN, Manner.GOOD);
        assertThat(connection.send(mail("three"))).isEqualTo(new Outcome.Taken());
      }
    }
    assertThat(office.letters()).hasSize(10);
    assertThat(office.sessions()).isOne();
  }

  @Test
  void anAbsentServerIsUnreachable() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    SmtpMailServer nobody = server(free);
    assertThatThrownBy(nobody::connect)
        .isInstanceOf(MailServer.Unreachable.class)
        .hasMessageContaining("localhost:" + free);
    nobody.close();
  }

  @Test
  void aMailIsReadAsItWasWritten() throws Exception {
    MimeMessage read = sent(mail("临河大坝今日合龙：“第三次会议”与一个很长的标题，长到必须折成几行才能写进一个标题行里去"));

    assertThat(read.getSubject()).isEqualTo("临河大坝今日合龙：“第三次会议”与一个很长的标题，长到必须折成几行才能写进一个标题行里去");
    assertThat(read.getHeader("Subject", null)).matches("(?s)\\p{ASCII}*");
    assertThat(read.getFrom()).extracting(Address::toString).hasSize(1);
    assertThat(((jakarta.mail.internet.InternetAddress) read.getFrom()[0]).getPersonal())
        .isEqualTo("临河省 · 新闻办公室");
    assertThat(read.getAllRecipients()).extracting(Address::toString).containsExactly(ANN);
    assertThat(read.getMessageID()).isEqualTo("<alert.a.s1@press.linhe.example>");
    assertThat(read.getSentDate()).isEqualTo(java.util.Date.from(DATE));
    assertThat(read.getHeader("Auto-Submitted", null)).isEqualTo("auto-generated");
    assertThat(read.getHeader("List-Unsubscribe", null))
        .isEqualTo("<https://mail.example/subscriptions/unsubscribe?token=t>");
    assertThat(read.getHeader("List-Unsubscribe-Post", null))
        .isEqualTo("List-Unsubscribe=One-Click");
    assertThat(read.getHeader("List-Id", null)).endsWith("<zh.news.press.linhe.example>");
    MimeMultipart parts = (MimeMultipart) read.getContent();
    assertThat(parts.getContentType()).startsWith("multipart/alternative");
    assertThat(text(parts.getBodyPart(0), "text/plain")).isEqualTo("正文\r\n.\r\n第二行");
    assertThat(text(parts.getBodyPart(1), "text/html")).isEqualTo("<p>正文</p>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "news\r\nBcc: all@example.org",
        "news\nBcc: all@example.org",
        "news\rBcc: all@example.org",
        "news\u2028Bcc: all@example.org",
        "新闻\r\nBcc: all@example.org\r\n\r\n<script>"
      })
  void noTitleBecomesAHeader(String title) throws Exception {
    MimeMessage read = sent(mail(title));

    assertThat(read.getHeader("Bcc")).isNull();
    assertThat(read.getSubject()).contains("Bcc: all@example.org").doesNotContain("\n", "\r");
    assertThat(office.letters()).extracting(PostOffice.Letter::to).containsExactly(ANN);
  }

  private MimeMessage sent(Mail mail) throws Exception {
    try (MailServer.Connection connection = server.connect()) {
      assertThat(connection.send(mail)).isEqualTo(new Outcome.Taken());
    }
    return office.letters().getFirst().parsed();
  }

  @Test
  void whereLoggingInIsOfferedOnlyWhoHasANameDoes() throws Exception {
    try (PostOffice careful = PostOffice.offeringAuth("press", "a secret")) {
      for (SmtpMailServer each :
          List.of(server(careful.port()), server(careful.port(), "press", "a secret"))) {
        try (each;
            MailServer.Connection connection = each.connect()) {
          assertThat(connection.send(mail("subject"))).isEqualTo(new Outcome.Taken());
        }
      }
      assertThat(careful.letters()).hasSize(2);
      try (SmtpMailServer wrong = server(careful.port(), "press", "another")) {
        assertThatThrownBy(wrong::connect).isInstanceOf(MailServer.Unreachable.class);
      }
    }
  }

  private static String text(BodyPart part, String type) throws Exception {
    assertThat(part.getContentType()).startsWith(type).containsIgnoringCase("utf-8");
    return (String) part.getContent();
  }

  private static Mail mail(String subject) {
    return new Mail(
        ANN,
        "alert.a.s1",
        "zh",
        subject,
        Wording.of("正文\r\n.\r\n第二行"),
        Wording.of("<p>正文</p>"),
        DATE,
        Optional.of(
            new Mail.ListMail(
                "zh.news.press.linhe.example",
                "临河省",
                URI.create("https://mail.example/subscriptions/unsubscribe?token=t"))));
  }

  static SmtpMailServer server(int port) {
    return server(port, "", "");
  }

  private static SmtpMailServer server(int port, String username, String password) {
    return new SmtpMailServer(
        new SmtpSettings(
            "localhost",
            port,
            "localhost",
            username,
            password,
            false,
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(20)),
        linhe(),
        Clock.systemUTC());
  }

  private static Office linhe() {
    LocalName name = new LocalName("临河省", "Linhe Province");
    LocalName unit = new LocalName("新闻办公室", "Press Office");
    return new Office(
        ZoneId.of("Asia/Shanghai"),
        name,
        unit,
        new Office.Mail("news@press.linhe.example"),
        new Office.Legal(name, unit, "0", "0", "0"),
        URI.create("https://press.linhe.example/a"),
        URI.create("mailto:a@press.linhe.example"),
        URI.create("mailto:b@press.linhe.example"),
        List.of(new Office.Entry("government", name)),
        List.of());
  }
}
