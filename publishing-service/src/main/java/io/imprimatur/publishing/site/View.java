package io.imprimatur.publishing.site;

import java.util.List;

/** What stands on a page, in words, before it is set in type. */
public sealed interface View {

  String language();

  /**
   * What all pages have in common.
   *
   * @param title of the page alone
   * @param description for search engines, may be empty
   * @param path the page's own address, or null where it has none that lasts
   * @param section the section in which it is, or null
   * @param translations the same in other languages; empty where there is none
   * @param feed the address of the section's feed, or null
   * @param indexed whether search engines may list it
   */
  record Frame(
      String language,
      String title,
      String description,
      String path,
      String section,
      List<Link> translations,
      String feed,
      boolean indexed) {}

  /** A link to the same page in another language. */
  record Link(String language, String path) {}

  /**
   * An article in a list.
   *
   * @param sectionId null where the office gave the section up
   */
  record Headline(
      String articleId,
      String path,
      String title,
      String summary,
      String sectionId,
      String section,
      Moment published,
      Moment updated) {}

  /** A section's block on the first page. */
  record Block(String id, String name, List<Headline> headlines) {}

  /** The first page of a language. */
  record Home(Frame frame, Headline lead, List<Headline> latest, List<Block> blocks)
      implements View {
    @Override
    public String language() {
      return frame.language();
    }
  }

  /**
   * A part of a section.
   *
   * @param number the part's number, from 1
   * @param of how many parts there are
   */
  record Section(Frame frame, String id, String name, List<Headline> headlines, int number, int of)
      implements View {
    @Override
    public String language() {
      return frame.language();
    }
  }

  /**
   * An article.
   *
   * @param body HTML that the site's rules took; the one thing that is not escaped
   * @param updated null where no newer text replaced another
   * @param changeNote what the newer text changes, may be empty
   * @param sectionId null where the office gave the section up
   * @param steps in how many steps it was approved
   */
  record Article(
      Frame frame,
      String title,
      String summary,
      String body,
      String section,
      String sectionId,
      Moment published,
      Moment updated,
      String changeNote,
      List<String> topics,
      List<Headline> inSection,
      int steps,
      Moment sealed,
      String digest)
      implements View {
    @Override
    public String language() {
      return frame.language();
    }
  }

  /** Who approved a step, without a name. */
  record Approval(int step, String role, Moment at) {}

  /**
   * How to check an article.
   *
   * @param article the address of the article
   * @param fetch the commands that fetch the files
   * @param check the commands that check them
   * @param key the commands that take the key from the office's own list instead
   */
  record Proof(
      Frame frame,
      String article,
      String title,
      String section,
      String sectionId,
      int revision,
      String digest,
      String kid,
      List<Approval> approvals,
      Moment sealed,
      String fetch,
      String check,
      String key)
      implements View {
    @Override
    public String language() {
      return frame.language();
    }
  }

  /**
   * A page that only says why there is nothing else.
   *
   * @param kind the kind of sentence
   * @param at when it came to be, or null
   */
  record Notice(Frame frame, Kind kind, Moment at) implements View {
    @Override
    public String language() {
      return frame.language();
    }

    /** What it has to say. */
    public enum Kind {
      NOT_FOUND(404),
      WITHDRAWN(410),
      WITHHELD(503),
      AWAY(503),
      BAD_REQUEST(400),
      FAULT(500);

      private final int status;

      Kind(int status) {
        this.status = status;
      }

      public int status() {
        return status;
      }
    }
  }

  /** A section's feed. */
  record Feed(
      String language, String section, String sectionId, String path, List<FeedEntry> entries)
      implements View {}

  /** An article in a feed; times in RFC 3339. */
  record FeedEntry(
      String articleId,
      String path,
      String title,
      String summary,
      String published,
      String updated) {}
}
