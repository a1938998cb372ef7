package io.imprimatur.mailbox;

import jakarta.mail.BodyPart;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.ParseException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * A mail taken apart (RFC 5322, MIME). Whatever of it is broken is left as it is: a mailbox shows
 * what came.
 */
final class Letter {

  /** A part beside the texts. */
  record File(String partId, String fileName, String contentType, String contentId, long size) {}

  private static final Session SESSION = session();
  private static final int DEEPEST = 20;

  private final MimeMessage message;
  private final List<File> attachments = new ArrayList<>();
  private final List<File> inline = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder html = new StringBuilder();

  Letter(byte[] raw) throws IOException {
    try {
      message = new MimeMessage(SESSION, new ByteArrayInputStream(raw));
      take(message, "1", 0);
    } catch (MessagingException e) {
      throw new IOException("The mail can't be read", e);
    }
  }

  private static Session session() {
    var properties = new Properties();
    properties.setProperty("mail.mime.allowutf8", "true");
    properties.setProperty("mail.mime.address.strict", "false");
    return Session.getInstance(properties);
  }

  private void take(Part part, String id, int depth) throws IOException {
    try {
      if (depth < DEEPEST && part.isMimeType("multipart/*")) {
        if (part.getContent() instanceof Multipart parts) {
          for (int i = 0; i < parts.getCount(); i++) {
            BodyPart inner = parts.getBodyPart(i);
            take(inner, depth == 0 ? Integer.toString(i + 1) : id + "." + (i + 1), depth + 1);
          }
          return;
        }
      }
    } catch (MessagingException e) {
      // Broken parts are shown as the text that they are.
      text.append(content(part));
      return;
    }
    leaf(part, id);
  }

  private void leaf(Part part, String id) throws IOException {
    String type = type(part);
    String name = fileName(part);
    boolean attached = name != null || "attachment".equalsIgnoreCase(disposition(part));
    if (!attached && type.equals("text/html")) {
      html.append(content(part));
    } else if (!attached && type.startsWith("text/")) {
      text.append(content(part));
    } else {
      String contentId = header(part, "Content-ID").replaceAll("[<>]", "");
      var file = new File(id, name == null ? "" : name, type, contentId, bytes(part).length);
      ("inline".equalsIgnoreCase(disposition(part)) || !contentId.isEmpty() ? inline : attachments)
          .add(file);
    }
  }

  private static String type(Part part) {
    try {
      String type = part.getContentType();
      int end = type.indexOf(';');
      return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase();
    } catch (MessagingException e) {
      return "application/octet-stream";
    }
  }

  private static String fileName(Part part) {
    try {
      String name = part.getFileName();
      return name == null ? null : MimeUtility.decodeText(name);
    } catch (MessagingException | UnsupportedEncodingException e) {
      return "unnamed";
    }
  }

  private static String disposition(Part part) {
    try {
      return part.getDisposition();
    } catch (MessagingException e) {
      return Part.ATTACHMENT;
    }
  }

  private static byte[] bytes(Part part) throws IOException {
    try (InputStream content = part.getInputStream()) {
      return content.readAllBytes();
    } catch (MessagingException e) {
      return new byte[0];
    }
  }

  private static String content(Part part) throws IOException {
    return new String(bytes(part), charset(part));
  }

  private static Charset charset(Part part) {
    try {
      String name =
          new jakarta.mail.internet.ContentType(part.getContentType()).getParameter("charset");
      return name == null ? StandardCharsets.UTF_8 : Charset.forName(MimeUtility.javaCharset(name));
    } catch (ParseException | IllegalCharsetNameException | UnsupportedCharsetException e) {
      return StandardCharsets.UTF_8;
    } catch (MessagingException e) {
      return StandardCharsets.UTF_8;
    }
  }

  private static String header(Part part, String name) {
    try {
      String[] values = part.getHeader(name);
      return values == null ? "" : values[0];
    } catch (MessagingException e) {
      return "";
    }
  }

  /** The first header of a name, unfolded and decoded (RFC 2047); empty where there is none. */
  String header(String name) {
    return decoded(header(message, name));
  }

  private static String decoded(String value) {
    try {
      return MimeUtility.decodeText(MimeUtility.unfold(value)).strip();
    } catch (UnsupportedEncodingException e) {
      return value;
    }
  }

  /** All headers by name, in their order, as they came. */
  Map<String, List<String>> headers() throws IOException {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    try {
      for (Header header : Collections.list(message.getAllHeaders())) {
        headers
            .computeIfAbsent(header.getName(), name -> new ArrayList<>())
            .add(MimeUtility.unfold(header.getValue()));
      }
    } catch (MessagingException e) {
      throw new IOException("The headers can't be read", e);
    }
    return headers;
  }

  /** The addresses of a header; one that is none is given as it stands. */
  List<Address> addresses(String name) {
    String value = header(message, name);
    if (value.isBlank()) {
      return List.of();
    }
    try {
      List<Address> addresses = new ArrayList<>();
      for (InternetAddress address : InternetAddress.parseHeader(value, false)) {
        String person = address.getPersonal();
        addresses.add(new Address(person == null ? "" : person, address.getAddress()));
      }
      return addresses;
    } catch (AddressException e) {
      return List.of(new Address("", decoded(value)));
    }
  }

  /** The Date header; when it is missing or broken, another moment. */
  Instant date(Instant otherwise) {
    try {
      Date date = message.getSentDate();
      return date == null ? otherwise : date.toInstant();
    } catch (MessagingException e) {
      return otherwise;
    }
  }

  String text() {
    return text.toString();
  }

  String html() {
    return html.toString();
  }

  List<File> attachments() {
    return attachments;
  }

  List<File> inline() {
    return inline;
  }
}
