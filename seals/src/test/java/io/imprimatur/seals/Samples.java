package io.imprimatur.seals;

import io.imprimatur.events.Digest;
import io.imprimatur.events.Text;
import java.time.Instant;
import java.util.List;

/** A text with its seal, as the tests of this module take them. */
final class Samples {

  static final String ARTICLE = "01939c6e-7b1a-7cc0-8000-0123456789ab";
  static final int REVISION = 3;
  static final Instant APPROVED = Instant.parse("2026-11-24T08:00:00.123Z");

  static final Text TEXT =
      new Text(
          "临河大坝今日合龙",
          "The dam at Linhe closed today.",
          "<p>上午九时，大坝合龙。</p>\n<p>Water rises by 3&nbsp;m.</p>",
          "government",
          "zh",
          List.of("flood-control", "budget"),
          "",
          List.of());

  private Samples() {}

  static Text withBody(String body) {
    return new Text(
        TEXT.title(),
        TEXT.summary(),
        body,
        TEXT.section(),
        TEXT.language(),
        TEXT.topics(),
        TEXT.changeNote(),
        TEXT.attachments());
  }

  static Seal seal() {
    return sealOf(TEXT);
  }

  static Seal sealOf(Text text) {
    return new Seal(
        Seal.VERSION,
        ARTICLE,
        REVISION,
        2,
        Seal.Kind.NORMAL,
        Digest.of(text),
        text.title(),
        text.summary(),
        text.language(),
        text.section(),
        text.topics(),
        List.of(
            new Seal.Approval(1, "reviewer", "hmac-sha256:aa", APPROVED.minusSeconds(60)),
            new Seal.Approval(2, "reviewer", "hmac-sha256:bb", APPROVED)),
        APPROVED,
        null);
  }
}
