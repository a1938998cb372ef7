package io.imprimatur.publishing.site.web;

import io.imprimatur.publishing.site.Search;
import io.imprimatur.publishing.site.Site;
import io.imprimatur.publishing.site.Target;
import io.imprimatur.publishing.site.View;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The public site: finds the ready page and sends it. */
@Controller
class SiteController {

  private static final String LANGUAGE = "/{language:zh|en}";
  private static final String ARTICLE = LANGUAGE + "/news/{year:[0-9]{4}}/{name}";

  private final Site site;
  private final Search search;

  SiteController(Site site, Search search) {
    this.site = site;
    this.search = search;
  }

  @GetMapping("/")
  void chooseLanguage(HttpServletRequest request, HttpServletResponse response) {
    response.setHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
    redirect(response, "/" + ReaderLanguage.of(request) + "/");
  }

  @GetMapping(LANGUAGE)
  void addSlash(@PathVariable String language, HttpServletResponse response) {
    redirect(response, "/" + language + "/");
  }

  @GetMapping(LANGUAGE + "/")
  void home(@PathVariable String language, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    answer(new Target.Home(language), request, response);
  }

  @GetMapping(LANGUAGE + "/{section}")
  void section(
      @PathVariable String language,
      @PathVariable String section,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    OptionalInt number = PageNumber.of(request);
    if (number.isEmpty()) {
      notFound(language, request, response);
      return;
    }
    answer(new Target.Section(language, section, number.getAsInt()), request, response);
  }

  @GetMapping(LANGUAGE + "/{section}/feed.atom")
  void feed(
      @PathVariable String language,
      @PathVariable String section,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    answer(new Target.Feed(language, section), request, response);
  }

  @GetMapping(LANGUAGE + "/feed.atom")
  void languageFeed(
      @PathVariable String language, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    answer(new Target.Feed(language, null), request, response);
  }

  @GetMapping(LANGUAGE + "/archive")
  void archive(
      @PathVariable String language, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    answer(new Target.Archive(language), request, response);
  }

  @GetMapping(LANGUAGE + "/archive/{year:[0-9]{4}}/{month:[0-9]{2}}")
  void month(
      @PathVariable String language,
      @PathVariable int year,
      @PathVariable int month,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    OptionalInt number = PageNumber.of(request);
    if (number.isEmpty()) {
      notFound(language, request, response);
      return;
    }
    answer(new Target.Month(language, year, month, number.getAsInt()), request, response);
  }

  @GetMapping(LANGUAGE + "/search")
  void search(
      @PathVariable String language, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    OptionalInt number = PageNumber.of(request);
    if (number.isEmpty()) {
      notFound(language, request, response);
      return;
    }
    String words = request.getParameter("q");
    String section = request.getParameter("section");
    Search.Asked asked =
        new Search.Asked(
            language,
            words == null ? "" : words,
            section == null || section.isEmpty() ? null : section,
            "newest".equals(request.getParameter("order")),
            number.getAsInt());
    PageWriter.write(search.page(asked), request, response);
  }

  @GetMapping("/sitemap.xml")
  void sitemap(HttpServletRequest request, HttpServletResponse response) throws IOException {
    answer(new Target.Sitemap(0), request, response);
  }

  @GetMapping("/sitemap-{part:[1-9][0-9]{0,3}}.xml")
  void sitemapPart(@PathVariable int part, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    answer(new Target.Sitemap(part), request, response);
  }

  @GetMapping("/robots.txt")
  void robots(HttpServletRequest request, HttpServletResponse response) throws IOException {
    answer(new Target.Robots(), request, response);
  }

  @GetMapping(ARTICLE)
  void article(
      @PathVariable String language,
      @PathVariable String year,
      @PathVariable String name,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    answer(new Target.Article(path(language, year, name)), request, response);
  }

  @GetMapping({ARTICLE + "/changes", ARTICLE + "/changes/{revision:[1-9][0-9]{0,8}}"})
  void changes(
      @PathVariable String language,
      @PathVariable String year,
      @PathVariable String name,
      @PathVariable Optional<Integer> revision,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    answer(new Target.Changes(path(language, year, name), revision.orElse(0)), request, response);
  }

  @GetMapping(ARTICLE + "/proof")
  void proof(
      @PathVariable String language,
      @PathVariable String year,
      @PathVariable String name,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    answer(new Target.Proof(path(language, year, name)), request, response);
  }

  @GetMapping(ARTICLE + "/proof/{file:text\\.json|seal\\.jws|key\\.pem}")
  void proofFile(
      @PathVariable String language,
      @PathVariable String year,
      @PathVariable String name,
      @PathVariable String file,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    for (Target.File one : Target.File.values()) {
      if (one.fileName().equals(file)) {
        answer(new Target.ProofFile(path(language, year, name), one), request, response);
      }
    }
  }

  @GetMapping("/a/{articleId}")
  void byId(
      @PathVariable String articleId, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    answer(new Target.ById(articleId), request, response);
  }

  /**
   * A slash too many: the address without it, for good. It stays on this site, for the path begins
   * with a language or with {@code /a/}.
   */
  @GetMapping({
    LANGUAGE + "/{section}/",
    LANGUAGE + "/{section}/feed.atom/",
    LANGUAGE + "/feed.atom/",
    LANGUAGE + "/archive/{year:[0-9]{4}}/{month:[0-9]{2}}/",
    ARTICLE + "/changes/",
    ARTICLE + "/changes/{revision}/",
    ARTICLE + "/",
    ARTICLE + "/proof/",
    ARTICLE + "/proof/{file}/",
    "/a/{articleId}/"
  })
  void dropSlash(HttpServletRequest request, HttpServletResponse response) {
    String path = request.getRequestURI();
    String query = request.getQueryString();
    redirect(response, path.substring(0, path.length() - 1) + (query == null ? "" : "?" + query));
    response.setStatus(HttpServletResponse.SC_MOVED_PERMANENTLY);
  }

  private void notFound(String language, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    PageWriter.write(site.notice(View.Notice.Kind.NOT_FOUND, language), request, response);
  }

  private void answer(Target target, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    PageWriter.write(site.page(target), request, response);
  }

  private static void redirect(HttpServletResponse response, String to) {
    response.setStatus(HttpServletResponse.SC_FOUND);
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
    response.setHeader(HttpHeaders.LOCATION, to);
  }

  private static String path(String language, String year, String name) {
    return "/%s/news/%s/%s".formatted(language, year, name);
  }
}
