package io.imprimatur.publishing.site.web;

import io.imprimatur.publishing.site.Identity;
import io.imprimatur.publishing.site.View;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * An article as search engines read it: schema.org's {@code NewsArticle} in JSON-LD 1.1, spelled so
 * that nothing in it can end the element in which it stands.
 */
final class NewsArticleData {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Identity identity;

  NewsArticleData(Identity identity) {
    this.identity = identity;
  }

  String of(View.Article article) {
    String language = article.language();
    String url = identity.publicUrl() + article.frame().path();
    Map<String, Object> office = new LinkedHashMap<>();
    office.put("@type", "GovernmentOrganization");
    office.put(
        "name",
        identity.office().name().in(language) + " · " + identity.office().unit().in(language));
    office.put("url", identity.publicUrl() + "/" + language + "/");

    Map<String, Object> data = new LinkedHashMap<>();
    data.put("@context", "https://schema.org");
    data.put("@type", "NewsArticle");
    data.put("@id", url);
    data.put("url", url);
    data.put("mainEntityOfPage", url);
    data.put("headline", article.title());
    if (!article.summary().isBlank()) {
      data.put("description", article.summary());
    }
    data.put("inLanguage", TemplatePress.tag(language));
    data.put("datePublished", article.published().iso());
    data.put(
        "dateModified",
        article.updated() == null ? article.published().iso() : article.updated().iso());
    data.put("articleSection", article.section());
    if (!article.topics().isEmpty()) {
      data.put("keywords", article.topics());
    }
    data.put("author", office);
    data.put("publisher", office);
    data.put("isAccessibleForFree", true);
    List<Map<String, String>> translations =
        article.frame().translations().stream()
            .map(
                t ->
                    Map.of(
                        "@type",
                        "NewsArticle",
                        "@id",
                        identity.publicUrl() + t.path(),
                        "inLanguage",
                        TemplatePress.tag(t.language())))
            .toList();
    if (!translations.isEmpty()) {
      data.put("workTranslation", translations);
    }
    return escaped(JSON.writeValueAsString(data));
  }

  private static String escaped(String json) {
    return json.replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }
}
