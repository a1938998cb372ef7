package io.imprimatur.seals;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.imprimatur.events.Digest;
import io.imprimatur.events.Text;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What a seal vouches for: that this exact text of this article was approved, step by step. The
 * payload of a compact JWS (RFC 7515).
 *
 * @param v the version of this form, always {@value #VERSION}
 * @param articleId the article; a seal can't be moved to another one
 * @param revision the article's revision, counted from 1
 * @param round the round of review that approved it, counted from 1
 * @param kind how it was approved
 * @param digest the digest of the whole text
 * @param title the text's title
 * @param summary the text's summary, may be empty
 * @param language {@code zh} or {@code en}
 * @param section the section's id
 * @param topics ids of topics, sorted
 * @param approvals who approved which step, in the order of the route; at least one
 * @param approvedAt when the last step approved
 * @param notBefore before when the text must not be published, or null
 */
public record Seal(
    int v,
    String articleId,
    int revision,
    int round,
    Kind kind,
    Digest digest,
    String title,
    String summary,
    String language,
    String section,
    List<String> topics,
    List<Approval> approvals,
    Instant approvedAt,
    Instant notBefore) {

  public static final int VERSION = 1;

  /** How a text came to be approved. */
  public enum Kind {
    /** By all steps of its section's route. */
    @JsonProperty("normal")
    NORMAL,
    /** By the shorter way that emergencies have. */
    @JsonProperty("emergency")
    EMERGENCY
  }

  /**
   * One step's approval.
   *
   * @param step the step's place in the route, counted from 1
   * @param role the group in whose name the person decided
   * @param personHash the person's id, salted and hashed: the public sees that two people differ,
   *     not who they are
   * @param at when
   */
  public record Approval(int step, String role, String personHash, Instant at) {
    public Approval {
      if (step < 1) {
        throw new IllegalArgumentException("an approval's step must be 1 or more, not " + step);
      }
      present("role", role);
      present("personHash", personHash);
      present("at", at);
    }
  }

  public Seal {
    if (v != VERSION) {
      throw new IllegalArgumentException("version " + v + " of a seal is not known here");
    }
    if (revision < 1 || round < 1) {
      throw new IllegalArgumentException("revision and round must be 1 or more");
    }
    present("articleId", articleId);
    present("kind", kind);
    present("digest", digest);
    present("title", title);
    present("summary", summary);
    present("language", language);
    present("section", section);
    topics = List.copyOf(present("topics", topics));
    approvals = List.copyOf(present("approvals", approvals));
    if (approvals.isEmpty()) {
      throw new IllegalArgumentException("a seal without an approval vouches for nothing");
    }
    present("approvedAt", approvedAt);
  }

  /**
   * Checks that this seal is the one of a text.
   *
   * @throws SealRefused where it vouches for anything else; the message names the first difference
   */
  public void check(String articleId, int revision, Text text) {
    check(articleId, revision, Digest.of(text));
    same("title", title, text.title());
    same("summary", summary, text.summary());
    same("language", language, text.language());
    same("section", section, text.section());
    same("topics", topics, text.topics());
  }

  /**
   * Checks that this seal is the one of a text that is known by its digest alone.
   *
   * @throws SealRefused where it vouches for anything else; the message names the first difference
   */
  public void check(String articleId, int revision, Digest digest) {
    if (!this.articleId.equals(articleId)) {
      throw new SealRefused(
          "the seal belongs to another article, %s".formatted(Shown.of(this.articleId)));
    }
    if (this.revision != revision) {
      throw new SealRefused(
          "the seal vouches for revision %d, not for %d".formatted(this.revision, revision));
    }
    if (!this.digest.equals(digest)) {
      throw new SealRefused(
          "the text was changed after it was sealed: its digest is %s, the seal names %s"
              .formatted(digest, this.digest));
    }
  }

  /** Whether {@link #check(String, int, Text)} passes. */
  public boolean vouchesFor(String articleId, int revision, Text text) {
    try {
      check(articleId, revision, text);
      return true;
    } catch (SealRefused refused) {
      return false;
    }
  }

  private static void same(String field, Object sealed, Object found) {
    if (!Objects.equals(sealed, found)) {
      throw new SealRefused("the seal names another " + field + " than the text has");
    }
  }

  private static <T> T present(String field, T value) {
    if (value == null) {
      throw new IllegalArgumentException(field + " is missing");
    }
    return value;
  }
}
