package io.imprimatur.kit.web;

import io.imprimatur.kit.TooLarge;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps bodies below their limits, whether their length is declared or they come in chunks, and
 * keeps a JSON body's bytes so that a repeated command can be told from another one.
 *
 * <p>What comes too large is read to its end and thrown away first: a client that is still sending
 * would otherwise see a cut connection instead of its answer.
 */
final class BodyFilter extends OncePerRequestFilter {

  /** Request attribute that holds the whole body, as {@code byte[]}. */
  static final String BODY = BodyFilter.class.getName();

  private static final Logger LOG = LoggerFactory.getLogger(BodyFilter.class);
  private static final long MOST_THROWN_AWAY = 256L << 20;
  private static final long LONGEST = Duration.ofSeconds(60).toNanos();

  private final long bodyLimit;
  private final long uploadLimit;
  private final Problems problems;

  /**
   * @param bodyLimit the most that any body but an upload may have, in bytes
   * @param uploadLimit the most that a whole {@code multipart} body may have, in bytes
   */
  BodyFilter(long bodyLimit, long uploadLimit, Problems problems) {
    this.bodyLimit = bodyLimit;
    this.uploadLimit = uploadLimit;
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String type = String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT);
    boolean upload = type.startsWith("multipart/");
    long limit = upload ? uploadLimit : bodyLimit;
    if (request.getContentLengthLong() > limit) {
      if (request.getHeader(HttpHeaders.EXPECT) == null) {
        throwAway(request.getInputStream());
      }
      problems.write(request, response, new TooLarge(limit));
      return;
    }
    if (upload || type.startsWith("application/x-www-form-urlencoded")) {
      chain.doFilter(request, response);
      return;
    }
    byte[] body;
    try {
      body = request.getInputStream().readNBytes((int) limit + 1);
      if (body.length > limit) {
        throwAway(request.getInputStream());
      }
    } catch (IOException e) {
      LOG.debug("A request's body broke off", e);
      problems.write(request, response, Problems.of(HttpStatus.BAD_REQUEST, "The body broke off."));
      return;
    }
    if (body.length > limit) {
      problems.write(request, response, new TooLarge(limit));
      return;
    }
    request.setAttribute(BODY, body);
    chain.doFilter(new KeptBody(request, body), response);
  }

  private static void throwAway(InputStream body) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long start = System.nanoTime();
    long seen = 0;
    int read = 0;
    while (read >= 0 && seen < MOST_THROWN_AWAY && System.nanoTime() - start < LONGEST) {
      seen += read;
      read = body.read(buffer);
    }
  }
}
