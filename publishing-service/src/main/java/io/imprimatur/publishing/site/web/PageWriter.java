package io.imprimatur.publishing.site.web;

import io.imprimatur.publishing.site.Page;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import org.springframework.http.HttpHeaders;

/**
 * Sends a ready page: the bytes as they are, or 304 where the reader has them already (RFC 9110,
 * section 13; RFC 9111).
 */
final class PageWriter {

  private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.RFC_1123_DATE_TIME;
  private static final String ZIPPED = "-gz";
  private static final String RETRY_SECONDS = "5";

  private PageWriter() {}

  static void write(Page page, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    boolean zipped = page.zipped() != null && takesGzip(request);
    String tag = '"' + page.tag() + (zipped ? ZIPPED : "") + '"';
    // Always asked again, so that a withdrawal holds at once; the answer is mostly 304.
    response.setHeader(HttpHeaders.CACHE_CONTROL, page.status() == 503 ? "no-store" : "no-cache");
    if (page.zipped() != null) {
      response.setHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    }
    if (page.status() == 200) {
      response.setHeader(HttpHeaders.ETAG, tag);
      if (page.changed() != null) {
        response.setHeader(HttpHeaders.LAST_MODIFIED, httpDate(page));
      }
      if (isKnown(page, request)) {
        response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
        return;
      }
    }
    response.setStatus(page.status());
    if (page.status() == 503) {
      response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
    }
    if (page.location() != null) {
      response.setHeader(HttpHeaders.LOCATION, page.location());
    }
    byte[] body = zipped ? page.zipped() : page.body();
    if (zipped) {
      response.setHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
    }
    response.setContentType(page.mediaType());
    if (page.language() != null) {
      response.setHeader(HttpHeaders.CONTENT_LANGUAGE, page.language());
    }
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  private static boolean isKnown(Page page, HttpServletRequest request) {
    String ifNoneMatch = joined(request.getHeaders(HttpHeaders.IF_NONE_MATCH));
    if (ifNoneMatch != null) {
      return ifNoneMatch.strip().equals("*")
          || ifNoneMatch.contains('"' + page.tag() + '"')
          || ifNoneMatch.contains('"' + page.tag() + ZIPPED + '"');
    }
    String since = request.getHeader(HttpHeaders.IF_MODIFIED_SINCE);
    if (since == null || page.changed() == null) {
      return false;
    }
    try {
      return !page.changed()
          .truncatedTo(ChronoUnit.SECONDS)
          .isAfter(HTTP_DATE.parse(since, Instant::from));
    } catch (DateTimeParseException e) {
      return false; // no date, so no condition (RFC 9110, section 13.1.3)
    }
  }

  /** Whether gzip is named and not forbidden with {@code q=0} (RFC 9110, section 12.5.3). */
  private static boolean takesGzip(HttpServletRequest request) {
    String header = joined(request.getHeaders(HttpHeaders.ACCEPT_ENCODING));
    if (header == null) {
      return false;
    }
    for (String part : header.split(",")) {
      String[] coding = part.strip().toLowerCase(Locale.ROOT).split("\\s*;\\s*");
      if (coding[0].equals("gzip")) {
        return coding.length == 1 || !coding[1].matches("q=0(\\.0*)?");
      }
    }
    return false;
  }

  private static String httpDate(Page page) {
    return HTTP_DATE.format(page.changed().atOffset(ZoneOffset.UTC));
  }

  private static String joined(Enumeration<String> values) {
    return values.hasMoreElements() ? String.join(",", Collections.list(values)) : null;
  }
}
