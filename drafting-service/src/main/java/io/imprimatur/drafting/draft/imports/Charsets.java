package io.imprimatur.drafting.draft.imports;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out how a text file is encoded. */
final class Charsets {

  private static final Charset GB18030 = Charset.forName("GB18030");
  private static final int DECLARED_WITHIN = 1024;
  private static final Pattern DECLARED =
      Pattern.compile("charset\\s*=\\s*[\"']?\\s*([a-zA-Z0-9_:.-]+)");

  private Charsets() {}

  /**
   * The text: by its byte order mark, else as UTF-8 where it is that, else by what an HTML file
   * declares, else as GB18030.
   *
   * @throws UnsupportedFile where it is none of these
   */
  static String decode(byte[] bytes, boolean isHtml) {
    String text =
        byMark(bytes)
            .or(() -> strictly(UTF_8, bytes, 0))
            .or(
                () ->
                    isHtml ? declared(bytes).flatMap(c -> strictly(c, bytes, 0)) : Optional.empty())
            .or(() -> strictly(GB18030, bytes, 0))
            .orElseThrow(
                () ->
                    new UnsupportedFile(
                        UnsupportedFile.Why.CONTENT,
                        "The file is no text in UTF-8, UTF-16 (with byte order mark) or GB18030."));
    if (text.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f')) {
      throw new UnsupportedFile(
          UnsupportedFile.Why.CONTENT, "The file holds control characters, so it is no text.");
    }
    return text;
  }

  private static Optional<String> byMark(byte[] bytes) {
    if (startsWith(bytes, 0xef, 0xbb, 0xbf)) {
      return strictly(UTF_8, bytes, 3);
    }
    if (startsWith(bytes, 0xff, 0xfe)) {
      return strictly(UTF_16LE, bytes, 2);
    }
    return startsWith(bytes, 0xfe, 0xff) ? strictly(UTF_16BE, bytes, 2) : Optional.empty();
  }

  private static boolean startsWith(byte[] bytes, int... mark) {
    for (int i = 0; i < mark.length; i++) {
      if (i >= bytes.length || (bytes[i] & 0xff) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  private static Optional<Charset> declared(byte[] bytes) {
    String start =
        new String(bytes, 0, Math.min(bytes.length, DECLARED_WITHIN), ISO_8859_1)
            .toLowerCase(Locale.ROOT);
    Matcher declaration = DECLARED.matcher(start);
    if (!declaration.find()) {
      return Optional.empty();
    }
    String name = declaration.group(1);
    if (name.startsWith("gb")) {
      return Optional.of(GB18030); // holds GB2312 and GBK
    }
    try {
      return Optional.of(Charset.forName(name));
    } catch (IllegalArgumentException unknown) {
      return Optional.empty();
    }
  }

  private static Optional<String> strictly(Charset charset, byte[] bytes, int from) {
    try {
      ByteBuffer rest = ByteBuffer.wrap(bytes, from, bytes.length - from);
      return Optional.of(charset.newDecoder().decode(rest).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
