package io.imprimatur.notification.delivery.smtp;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the mail server is and how long it may take.
 *
 * @param host its name or address; empty for the local stack's
 * @param port 0 for the usual one: 25 (RFC 5321, section 4.5.4.2), or the local stack's
 * @param name how this host calls itself in EHLO (RFC 5321, section 4.1.1.1)
 * @param username for servers that want to know who speaks; empty for others
 * @param password belongs to the name
 * @param startTls whether the connection must turn to TLS (RFC 3207)
 * @param connectTimeout for making a connection
 * @param replyTimeout for each reply; after the final dot a missing one leaves the mail uncertain
 * @param idle how long an unused connection is kept
 */
@Validated
@ConfigurationProperties("imprimatur.smtp")
record SmtpSettings(
    @NotNull @DefaultValue("") String host,
    @Min(0) @Max(65535) @DefaultValue("0") int port,
    @NotBlank @DefaultValue("localhost") String name,
    @DefaultValue("") String username,
    @DefaultValue("") String password,
    @DefaultValue("false") boolean startTls,
    @NotNull @DefaultValue("10s") Duration connectTimeout,
    @NotNull @DefaultValue("2m") Duration replyTimeout,
    @NotNull @DefaultValue("20s") Duration idle) {

  private static final int LOCAL_STACK = 8406;
  private static final int SMTP = 25;

  SmtpSettings {
    if (port == 0) {
      port = host.isBlank() ? LOCAL_STACK : SMTP;
    }
    host = host.isBlank() ? "localhost" : host;
  }

  /** Tells no password. */
  @Override
  public String toString() {
    return host + ":" + port;
  }
}
