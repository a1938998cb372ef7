package io.imprimatur.notification.alert;

import io.imprimatur.notification.subscription.Interest;
import java.time.Duration;
import java.time.Instant;

/**
 * What an alert is about.
 *
 * @param section the section that the seal names
 * @param language the language that the seal names, and the mail's
 * @param publishedAt who had confirmed by then is mailed
 * @param trace the {@code traceparent} (W3C Trace Context) of its publication, which planning and
 *     mailing go on with; or null
 */
public record Publication(
    String articleId, String section, String language, Instant publishedAt, String trace) {

  /** One whose trace nobody knows. */
  public Publication(String articleId, String section, String language, Instant publishedAt) {
    this(articleId, section, language, publishedAt, null);
  }

  /** Whether it was published within that time. */
  boolean isNews(Instant now, Duration newsFor) {
    return !now.isAfter(publishedAt.plus(newsFor));
  }

  /** The interest that its recipients have. */
  public Interest interest() {
    return new Interest(section, language);
  }
}
