package io.imprimatur.publishing.site;

import java.util.Optional;

/** Makes whatever is made of many articles. */
final class ManyPages {

  private final ListPages lists;
  private final ArchivePages archive;
  private final Feeds feeds;
  private final Sitemaps sitemaps;

  ManyPages(Editor editor, Press press, int sitemapEntries) {
    this.lists = new ListPages(editor, press);
    this.archive = new ArchivePages(editor, press);
    this.feeds = new Feeds(editor, press);
    this.sitemaps = new Sitemaps(editor, press, sitemapEntries);
  }

  /**
   * Nothing where there is no such thing.
   *
   * @param edition how often the target's scope had changed before
   */
  Optional<Page> make(Target.OfMany target, long edition) {
    return switch (target) {
      case Target.Home home -> Optional.of(lists.home(home.language()));
      case Target.Section s -> lists.section(s.language(), s.section(), s.number(), edition);
      case Target.Feed feed -> feeds.feed(feed.language(), feed.section());
      case Target.Archive a -> Optional.of(archive.months(a.language()));
      case Target.Month m -> archive.month(m);
      case Target.Sitemap map -> sitemaps.map(map.part());
      case Target.Robots robots -> Optional.of(sitemaps.robots());
    };
  }
}
