package io.imprimatur.publishing.site.search;

/** What the index keeps of an article. */
final class Fields {

  static final String ID = "id";
  static final String DIGEST = "digest";
  static final String LANGUAGE = "language";
  static final String SECTION = "section";
  static final String PUBLISHED = "published";
  static final String TITLE = "title";
  static final String SUMMARY = "summary";
  static final String TEXT = "text";

  private Fields() {}
}
