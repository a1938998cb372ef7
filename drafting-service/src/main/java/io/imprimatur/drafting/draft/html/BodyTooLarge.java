package io.imprimatur.drafting.draft.html;

import io.imprimatur.events.Text;
import java.nio.charset.StandardCharsets;

/** A body is larger than an article may be. */
public final class BodyTooLarge extends RuntimeException {

  BodyTooLarge() {
    super("The body is larger than %d KiB.".formatted(Text.MAX_BODY_BYTES / 1024));
  }

  static String check(String canonical) {
    if (canonical.getBytes(StandardCharsets.UTF_8).length > Text.MAX_BODY_BYTES) {
      throw new BodyTooLarge();
    }
    return canonical;
  }
}
