package io.imprimatur.notification.delivery.smtp;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.imprimatur.notification.delivery.Sheet;
import io.imprimatur.notification.delivery.Wording;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Base64;
import java.util.List;
import org.springframework.util.ConcurrentLruCache;

/**
 * Text parts of mails, encoded for transport (RFC 2045, section 6). What a sheet says to all its
 * readers is encoded once; what is mostly beyond ASCII is encoded as a whole.
 */
final class MimeText {

  private static final int SHEETS_KEPT = 32;

  /** RFC 5322, section 2.1.1, without the line's end. */
  private static final int LONGEST_LINE = 998;

  /** Ends a line of the transport, not of the text (RFC 2045, section 6.7, rule 5). */
  private static final byte[] SOFT_BREAK = {'=', '\r', '\n'};

  private static final String SEVEN_BITS = "7bit";
  private static final String QUOTED_PRINTABLE = "quoted-printable";
  private static final String BASE64 = "base64";

  private final ConcurrentLruCache<Sheet, Encoded> sheets =
      new ConcurrentLruCache<>(SHEETS_KEPT, MimeText::encode);

  /** A sheet's pieces in an encoding in which they can be joined; none where it knows no such. */
  private record Encoded(String encoding, List<byte[]> pieces) {}

  /**
   * @param subtype of text, such as {@code plain}
   */
  MimeBodyPart part(Wording wording, String subtype) throws MessagingException {
    Sheet sheet = wording.sheet();
    Encoded encoded = sheet.blanks().isEmpty() ? encode(sheet) : sheets.get(sheet);
    InternetHeaders headers = new InternetHeaders();
    headers.setHeader("Content-Type", "text/" + subtype + "; charset=UTF-8");
    headers.setHeader("Content-Transfer-Encoding", encoded.encoding);
    return new MimeBodyPart(headers, body(encoded, wording));
  }

  private static byte[] body(Encoded encoded, Wording wording) {
    if (encoded.encoding.equals(BASE64)) {
      return Base64.getMimeEncoder().encode(canonical(wording.text()).getBytes(UTF_8));
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(encoded.pieces.getFirst());
    List<Integer> blanks = wording.sheet().blanks();
    for (int gap = 0; gap < blanks.size(); gap++) {
      String own = wording.own().get(blanks.get(gap));
      body.writeBytes(SOFT_BREAK);
      body.writeBytes(quotedPrintable(own));
      body.writeBytes(SOFT_BREAK);
      body.writeBytes(encoded.pieces.get(gap + 1));
    }
    return body.toByteArray();
  }

  /**
   * Base64 where most is beyond ASCII; as it is where everybody can carry it. A sheet with blanks
   * is never left as it is, so that whatever fills them may stand there.
   */
  private static Encoded encode(Sheet sheet) {
    String all = String.join("", sheet.pieces());
    long beyondAscii =
        all.chars().filter(c -> c > '~' || c < ' ' && c != '\n' && c != '\r' && c != '\t').count();
    if (beyondAscii * 2 > all.length()) {
      return new Encoded(BASE64, List.of());
    }
    boolean plain =
        beyondAscii == 0
            && sheet.blanks().isEmpty()
            && all.lines().allMatch(line -> line.length() <= LONGEST_LINE);
    return plain
        ? new Encoded(SEVEN_BITS, List.of(canonical(all).getBytes(UTF_8)))
        : new Encoded(
            QUOTED_PRINTABLE, sheet.pieces().stream().map(MimeText::quotedPrintable).toList());
  }

  private static byte[] quotedPrintable(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream encoder = MimeUtility.encode(bytes, QUOTED_PRINTABLE)) {
      encoder.write(canonical(text).getBytes(UTF_8));
    } catch (IOException | MessagingException e) {
      throw new IllegalStateException("memory takes what is written to it", e);
    }
    return bytes.toByteArray();
  }

  /** Lines end with CR and LF (RFC 2049, section 4). */
  private static String canonical(String text) {
    return text.replace("\r\n", "\n").replace("\n", "\r\n");
  }
}
