package io.imprimatur.kit.observability;

import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The trace that this thread works for, in the form of the W3C Trace Context header {@code
 * traceparent}, version 00.
 *
 * @param traceId 32 hex digits, the same for everything that follows from one request
 * @param spanId 16 hex digits, this service's part in it
 * @param sampled whether whoever began it records it
 */
public record Traceparent(String traceId, String spanId, boolean sampled) {

  private static final Pattern FORM =
      Pattern.compile(
          "(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

  private static final ThreadLocal<Traceparent> CURRENT = new ThreadLocal<>();

  /** A trace that begins here. */
  public static Traceparent begin() {
    return new Traceparent(hex(16), hex(8), true);
  }

  /** Reads a header; nothing where there is none or it is malformed. */
  public static Optional<Traceparent> parse(String header) {
    if (header == null) {
      return Optional.empty();
    }
    Matcher m = FORM.matcher(header);
    if (!m.matches() || header.startsWith("00") && m.group(4) != null) {
      return Optional.empty();
    }
    boolean sampled = (Integer.parseInt(m.group(3), 16) & 1) == 1;
    return Optional.of(new Traceparent(m.group(1), m.group(2), sampled));
  }

  /** What this thread works for; a trace that begins now where nothing was opened. */
  public static Traceparent current() {
    Traceparent current = CURRENT.get();
    return current == null ? begin() : current;
  }

  /**
   * Goes on with the trace of a header, or begins one where there is none, until the scope is
   * closed. Log lines of this thread carry its id meanwhile.
   *
   * @param header a {@code traceparent} that came with a request or an event, or null
   */
  public static Scope open(String header) {
    Traceparent mine =
        parse(header)
            .map(p -> new Traceparent(p.traceId, hex(8), p.sampled))
            .orElseGet(Traceparent::begin);
    return enter(mine);
  }

  /** Makes a trace and span the ones that this thread works for. */
  static Scope enter(Traceparent mine) {
    Traceparent before = CURRENT.get();
    CURRENT.set(mine);
    return new Scope(before, LogKeys.with(LogKeys.TRACE, mine.traceId));
  }

  /** The header's value. */
  public String header() {
    return "00-" + traceId + "-" + spanId + (sampled ? "-01" : "-00");
  }

  /** Ids tell traces apart and keep no secret, and each request draws two of them. */
  private static String hex(int bytes) {
    byte[] random = new byte[bytes];
    ThreadLocalRandom.current().nextBytes(random);
    random[0] |= 1; // all zeros stands for "no id"
    return HexFormat.of().formatHex(random);
  }

  /** Ends with {@link #close}, on the thread that opened it. */
  public static final class Scope implements AutoCloseable {

    private final Traceparent before;
    private final LogKeys keys;

    private Scope(Traceparent before, LogKeys keys) {
      this.before = before;
      this.keys = keys;
    }

    @Override
    public void close() {
      keys.close();
      if (before == null) {
        CURRENT.remove();
      } else {
        CURRENT.set(before);
      }
    }
  }
}
