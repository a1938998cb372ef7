package io.imprimatur.kit.observability;

import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.MDC;

/**
 * Puts keys on every log line of this thread until it is closed:
 *
 * <pre>{@code
 * try (var keys = LogKeys.with(LogKeys.ARTICLE, id).and(LogKeys.EVENT, eventId)) { … }
 * }</pre>
 */
public final class LogKeys implements AutoCloseable {

  /** The id of the article that a line is about. */
  public static final String ARTICLE = "articleId";

  /** The {@code ce_id} of the event that a line is about. */
  public static final String EVENT = "eventId";

  /** The trace id of the request or event that is worked on. */
  public static final String TRACE = "traceId";

  private final Map<String, String> before = new LinkedHashMap<>();

  private LogKeys() {}

  public static LogKeys with(String key, Object value) {
    return new LogKeys().and(key, value);
  }

  public LogKeys and(String key, Object value) {
    if (!before.containsKey(key)) {
      before.put(key, MDC.get(key));
    }
    MDC.put(key, String.valueOf(value));
    return this;
  }

  @Override
  public void close() {
    before.forEach(
        (key, value) -> {
          if (value == null) {
            MDC.remove(key);
          } else {
            MDC.put(key, value);
          }
        });
  }
}
