package io.imprimatur.notification.alert.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.web.context.request.ServletWebRequest;

/** Live parts of a page are sent only where they changed (RFC 9110, section 13.1.2). */
final class Unchanged {

  private Unchanged() {}

  /** An entity tag for what a part shows, in the language in which it shows it. */
  static String tag(Object... shown) {
    String all = LocaleContextHolder.getLocale().getLanguage() + Arrays.toString(shown);
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
      return '"' + HexFormat.of().formatHex(digest, 0, 12) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Whether the asker has it already; the answer is then 304. */
  static boolean isFor(ServletWebRequest request, Object tag) {
    request
        .getResponse()
        .setHeader(
            HttpHeaders.CACHE_CONTROL, CacheControl.noCache().cachePrivate().getHeaderValue());
    return request.checkNotModified((String) tag);
  }
}
