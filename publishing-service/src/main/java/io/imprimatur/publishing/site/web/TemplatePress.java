package io.imprimatur.publishing.site.web;

import io.imprimatur.publishing.site.Identity;
import io.imprimatur.publishing.site.Press;
import io.imprimatur.publishing.site.View;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** Sets pages with Thymeleaf's templates, and feeds with an XML writer. */
public final class TemplatePress implements Press {

  private final ITemplateEngine templates;
  private final Identity identity;
  private final AtomWriter atom;
  private final SitemapWriter sitemaps;
  private final NewsArticleData data;
  private final Assets assets;

  public TemplatePress(ITemplateEngine templates, Identity identity, Assets assets) {
    this.templates = templates;
    this.identity = identity;
    this.assets = assets;
    this.atom = new AtomWriter(identity);
    this.sitemaps = new SitemapWriter(identity);
    this.data = new NewsArticleData(identity);
  }

  @Override
  public String print(View view) {
    return switch (view) {
      case View.Home home -> page("site/home", home);
      case View.Section section -> page("site/section", section);
      case View.Article article -> page("site/article", article);
      case View.Changes changes -> page("site/changes", changes);
      case View.Archive archive -> page("site/archive", archive);
      case View.Month month -> page("site/month", month);
      case View.Search search -> page("site/search", search);
      case View.Proof proof -> page("site/proof", proof);
      case View.Notice notice -> page("site/notice", notice);
      case View.Feed feed -> atom.write(feed);
      case View.Sitemap map -> sitemaps.write(map);
    };
  }

  private String page(String template, View.Framed view) {
    String language = view.language();
    String other = language.equals("zh") ? "en" : "zh";
    Map<String, Object> model =
        new HashMap<>(
            Map.of(
                "view",
                view,
                "frame",
                view.frame(),
                "site",
                identity,
                "office",
                identity.office(),
                "assets",
                assets,
                "lang",
                language,
                "tag",
                tag(language),
                "other",
                other,
                "otherTag",
                tag(other),
                "searching",
                view instanceof View.Search));
    model.put("data", view instanceof View.Article article ? data.of(article) : null);
    return templates.process(template, new Context(Locale.forLanguageTag(language), model));
  }

  /** The language for a page's {@code lang}: readers and fonts want to know the script. */
  static String tag(String language) {
    return language.equals("zh") ? "zh-Hans" : "en";
  }
}
