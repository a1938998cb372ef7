package io.imprimatur.mailbox;

import jakarta.mail.Address;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** A mail as notification sends it, sent by an SMTP client of its own. */
final class TestMail {

  private final List<Address> recipients = new ArrayList<>();
  private final String to;
  private String text =
      "临河水位 The river is rising. hidden-word\nhttp://127.0.0.1:8400/a/1.\n<script>alert(1)</script>\n";

  private TestMail(String to) throws Exception {
    this.to = to;
    recipients.add(new InternetAddress(to));
  }

  static TestMail to(String address) throws Exception {
    return new TestMail(address);
  }

  TestMail also(String hidden) throws Exception {
    recipients.add(new InternetAddress(hidden));
    return this;
  }

  TestMail text(String other) {
    text = other;
    return this;
  }

  void sendTo(int port) throws Exception {
    var properties = new Properties();
    properties.setProperty("mail.smtp.host", "127.0.0.1");
    properties.setProperty("mail.smtp.port", Integer.toString(port));
    properties.setProperty("mail.smtp.from", "office@press.linhe.example");
    properties.setProperty("mail.smtp.timeout", "20000");
    Session session = Session.getInstance(properties);
    try (var transport = session.getTransport("smtp")) {
      transport.connect();
      transport.sendMessage(message(session), recipients.toArray(Address[]::new));
    }
  }

  private MimeMessage message(Session session) throws Exception {
    var plain = new MimeBodyPart();
    plain.setText(text, "UTF-8");
    var html = new MimeBodyPart();
    html.setText("<h1>临河水位</h1><p style=\"color:red\">The river</p>", "UTF-8", "html");
    var file = new MimeBodyPart();
    file.setText("content", "UTF-8");
    file.setFileName(jakarta.mail.internet.MimeUtility.encodeText("附件.txt", "UTF-8", "B"));
    file.setDisposition("attachment");
    var texts = new MimeBodyPart();
    texts.setContent(new MimeMultipart("alternative", plain, html));

    var message =
        new MimeMessage(session) {
          @Override
          protected void updateMessageID() throws jakarta.mail.MessagingException {
            setHeader("Message-ID", "<one@press.linhe.example>");
          }
        };
    message.setFrom(new InternetAddress("office@press.linhe.example", "临河省 Linhe", "UTF-8"));
    message.setRecipient(RecipientType.TO, new InternetAddress(to));
    message.setSubject("防汛通知 Flood notice", "UTF-8");
    message.setHeader("List-Unsubscribe", "<http://127.0.0.1:8403/u/token>");
    message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    message.setContent(new MimeMultipart("mixed", texts, file));
    message.saveChanges();
    return message;
  }
}
