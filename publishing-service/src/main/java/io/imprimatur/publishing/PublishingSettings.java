package io.imprimatur.publishing;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * @param publicUrl the public site's own address
 * @param subscriptionsUrl the address of the subscribers' pages, without {@code /subscriptions}
 * @param pageMemory the most that ready pages take in memory; the least used go first
 * @param lookEvery the time between two looks for what other instances changed; below 500 ms a
 *     withdrawal is everywhere within a second
 * @param withheldFor how long a withheld page answers so before it is looked at again
 * @param warmArticles how many of the newest articles of each language are made at the start
 * @param sitemapEntries the most addresses in one part of the site's map; the protocol allows
 *     50,000
 * @param sealKeys what readers are told of the keys that prove a seal
 */
@Validated
@ConfigurationProperties("imprimatur.publishing")
record PublishingSettings(
    @NotNull URI publicUrl,
    @NotNull URI subscriptionsUrl,
    @NotNull @DefaultValue("64MB") DataSize pageMemory,
    @NotNull @DefaultValue("250ms") Duration lookEvery,
    @NotNull @DefaultValue("10s") Duration withheldFor,
    @Min(0) @Max(10_000) @DefaultValue("200") int warmArticles,
    @Min(10) @Max(50_000) @DefaultValue("50000") int sitemapEntries,
    @NotNull @Valid SealKeysSettings sealKeys) {

  PublishingSettings {
    absolute("public-url (PUBLIC_SITE_URL)", publicUrl);
    absolute("subscriptions-url (SUBSCRIPTIONS_URL)", subscriptionsUrl);
    if (lookEvery != null && (lookEvery.toMillis() < 10 || lookEvery.toMillis() > 500)) {
      throw new IllegalArgumentException(
          "imprimatur.publishing.look-every must be 10ms to 500ms, not " + lookEvery);
    }
  }

  /**
   * @param shownUrl where readers reach the office's keys, a JWK Set (RFC 7517); stands on proof
   *     pages
   */
  record SealKeysSettings(@NotNull URI shownUrl) {}

  /** An address without a slash at its end. */
  static String bare(URI url) {
    return url.toString().replaceAll("/+$", "");
  }

  private static void absolute(String name, URI url) {
    if (url != null && (!url.isAbsolute() || url.getHost() == null || url.getQuery() != null)) {
      throw new IllegalArgumentException(
          "imprimatur.publishing.%s must be an address such as https://www.linhe.example, not %s"
              .formatted(name, url));
    }
  }
}
