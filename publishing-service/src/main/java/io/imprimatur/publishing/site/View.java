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

  /**
   * Which part of a list a page shows.
   *
   * @param number from 1
   * @param of how many there are
   * @param path the address of the first
   */
  record Part(int number, int of, String path) {
    public String newer() {
      return number == 1 ? null : at(number - 1);
    }

    public String older() {
      return number == of ? null : at(number + 1);
    }

    private String at(int other) {
      return other == 1 ? path : path + (path.contains("?") ? "&" : "?") + "page=" + other;
    }
  }

  /** A page in the site's frame. */
  sealed interface Framed extends View {

    Frame frame();

    @Override
    default String language() {
      return frame().language();
    }
  }

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
      implements Framed {}

  /** A part of a section. */
  record Section(Frame frame, String id, String name, List<Headline> headlines, Part part)
      implements Framed {}

  /** A year of the archive, with those of its months in which something was published. */
  record Year(int year, List<MonthLink> months) {}

  /** A month in the archive. */
  record MonthLink(String path, String name, long count) {}

  /** The months in which something was published, the latest first. */
  record Archive(Frame frame, List<Year> years) implements Framed {}

  /** A part of what was published in a month. */
  record Month(Frame frame, String name, List<Headline> headlines, long count, Part part)
      implements Framed {}

  /**
   * An article.
   *
   * @param body HTML that the site's rules took; the one thing that is not escaped
   * @param updated null where no newer text replaced another
   * @param changeNote what the newer text changes, may be empty
   * @param sectionId null where the office gave the section up
   * @param changes the page that shows what the newer text changed, or null
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
      String changes,
      List<String> topics,
      List<Headline> inSection,
      int steps,
      Moment sealed,
      String digest)
      implements Framed {}

  /**
   * A text that stands, or stood, at an article's address.
   *
   * @param changes the page that shows what it changed, or null for the first
   * @param note what its writers say that it changes, may be empty
   */
  record Version(int revision, Moment at, String changes, String note) {}

  /**
   * What a newer text changed at an article's address.
   *
   * @param article the address of the article
   * @param versions all texts that stood there, the newest first
   * @param before the older one
   * @param after the newer one
   * @param heading the title with its changes marked, as HTML
   * @param lead the summary with its changes marked, as HTML
   * @param text the body with its changes marked, as HTML
   * @param changes at how many places anything changed
   */
  record Changes(
      Frame frame,
      String article,
      String title,
      String section,
      String sectionId,
      List<Version> versions,
      Version before,
      Version after,
      String heading,
      String lead,
      String text,
      int changes)
      implements Framed {}

  /** A run of a text, and whether it is what was looked for. */
  record Run(String text, boolean found) {}

  /**
   * An article that was found.
   *
   * @param title in runs
   * @param excerpt in runs, from where the words stand
   */
  record Hit(Headline headline, List<Run> title, List<Run> excerpt) {}

  /**
   * A section that what was found can be narrowed to.
   *
   * @param id null for all sections
   * @param path the same search there
   */
  record Choice(String id, String name, long count, String path, boolean chosen) {}

  /**
   * What was found.
   *
   * @param query as it was asked for, cut to what is looked for
   * @param section null for all
   * @param newest whether the newest come first instead of the best
   * @param cut whether only the beginning of what was asked for was looked for
   * @param partial whether texts are still being read, so that some may be missing
   * @param best the same search with the best first
   * @param latest the same search with the newest first
   */
  record Search(
      Frame frame,
      String query,
      String section,
      boolean newest,
      boolean cut,
      boolean partial,
      long total,
      List<Hit> hits,
      List<Choice> choices,
      String best,
      String latest,
      Part part)
      implements Framed {}

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
      implements Framed {}

  /**
   * A page that only says why there is nothing else.
   *
   * @param kind the kind of sentence
   * @param at when it came to be, or null
   */
  record Notice(Frame frame, Kind kind, Moment at) implements Framed {

    /** What it has to say. */
    public enum Kind {
      NOT_FOUND(404),
      WITHDRAWN(410),
      WITHHELD(503),
      AWAY(503),
      RESTORING(503),
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

  /**
   * A feed.
   *
   * @param section the section's name, or null for all of the language
   * @param home the page that it feeds from
   */
  record Feed(String language, String section, String home, String path, List<FeedEntry> entries)
      implements View {}

  /** An article in a feed; times in RFC 3339. */
  record FeedEntry(
      String articleId,
      String path,
      String title,
      String summary,
      String published,
      String updated) {}

  /**
   * A part of the site's map, or the index of its parts.
   *
   * @param places pages, or parts
   */
  record Sitemap(List<Place> places, boolean index) implements View {
    @Override
    public String language() {
      return "en";
    }
  }

  /**
   * A page, for search engines.
   *
   * @param changed when it changed last, RFC 3339, or null
   * @param languages the same page in all its languages, itself too; empty where it has one only
   */
  record Place(String path, String changed, List<Link> languages) {}
}
