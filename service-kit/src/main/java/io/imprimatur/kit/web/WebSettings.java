package io.imprimatur.kit.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * @param bodyLimit the most that a body may have, uploads apart
 * @param uploadLimit the most that an uploaded file may have; its form may add 64 KiB
 */
@ConfigurationProperties("imprimatur.web")
record WebSettings(
    @DefaultValue("2MB") DataSize bodyLimit, @DefaultValue("20MB") DataSize uploadLimit) {

  private static final long FORM = 64L << 10;

  WebSettings {
    if (bodyLimit.toBytes() < 1 || bodyLimit.toBytes() > 1L << 30) {
      throw new IllegalArgumentException("imprimatur.web.body-limit must be 1B to 1GB");
    }
  }

  /** The most that a whole multipart body may have. */
  DataSize uploadRequestLimit() {
    return DataSize.ofBytes(uploadLimit.toBytes() + FORM);
  }
}
