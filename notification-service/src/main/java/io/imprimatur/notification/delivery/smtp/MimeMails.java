package io.imprimatur.notification.delivery.smtp;

import io.imprimatur.kit.office.Office;
import io.imprimatur.notification.delivery.Mail;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.util.Date;

/**
 * Mails as MIME (RFC 2045 to 2047), with the headers that keep automatic answers and complaints
 * away.
 */
final class MimeMails {

  private static final String UTF_8 = "UTF-8";

  private final Session session;
  private final Office office;
  private final MimeText texts = new MimeText();

  MimeMails(Session session, Office office) {
    this.session = session;
    this.office = office;
  }

  MimeMessage of(Mail mail) throws MessagingException {
    try {
      String sender = office.mail().from();
      MimeMessage message =
          new FixedId(
              session, "<" + mail.id() + "@" + sender.substring(sender.indexOf('@') + 1) + ">");
      message.setFrom(new InternetAddress(sender, name(mail), UTF_8));
      message.setRecipient(RecipientType.TO, to(mail));
      message.setSubject(oneLine(mail.subject()), UTF_8);
      message.setSentDate(Date.from(mail.date()));
      message.setHeader("Content-Language", mail.language());
      // RFC 3834: no machine is to answer this.
      message.setHeader("Auto-Submitted", "auto-generated");
      if (mail.list().isPresent()) {
        list(message, mail.list().get());
      }
      message.setContent(alternatives(mail));
      message.saveChanges();
      return message;
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException("every Java platform has UTF-8", e);
    }
  }

  private String name(Mail mail) {
    return oneLine(office.name().in(mail.language()) + " · " + office.unit().in(mail.language()));
  }

  private static InternetAddress to(Mail mail) throws AddressException {
    return new InternetAddress(mail.to(), true);
  }

  private static void list(MimeMessage message, Mail.ListMail list)
      throws MessagingException, UnsupportedEncodingException {
    String name = MimeUtility.encodeText(oneLine(list.name()), UTF_8, "B");
    message.setHeader("List-Id", MimeUtility.fold(9, quoted(name) + " <" + list.id() + ">"));
    message.setHeader("List-Unsubscribe", "<" + list.unsubscribe() + ">");
    message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    message.setHeader("Precedence", "bulk");
  }

  /** A phrase of RFC 5322: encoded words stand as they are, other text in quotes. */
  private static String quoted(String name) {
    return name.startsWith("=?") ? name : "\"" + name.replaceAll("[\\\\\"]", "") + "\"";
  }

  private MimeMultipart alternatives(Mail mail) throws MessagingException {
    return new MimeMultipart(
        "alternative", texts.part(mail.plain(), "plain"), texts.part(mail.markup(), "html"));
  }

  /** Nobody's title begins a header of its own. */
  private static String oneLine(String text) {
    return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
  }

  /** Each try of a mail has the same Message-ID, so that readers can tell one mail from two. */
  private static final class FixedId extends MimeMessage {

    private final String id;

    FixedId(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }
}
