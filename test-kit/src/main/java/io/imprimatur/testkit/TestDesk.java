package io.imprimatur.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;

/**
 * Somebody at a service's pages, as a browser without scripts has them: cookies, redirects, forms
 * with all their fields.
 */
public final class TestDesk {

  private static final int MOST_REDIRECTS = 12;

  private final String origin;
  private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
  private final HttpClient client;
  private String language = "en";

  private TestDesk(int port) {
    origin = "http://127.0.0.1:" + port;
    client =
        HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /** Nobody in particular. */
  public static TestDesk stranger(int port) {
    return new TestDesk(port);
  }

  /**
   * Somebody who signed in with the shared issuer.
   *
   * @param base the path of the service's pages, such as {@code /write}
   */
  public static TestDesk of(int port, TestPerson person, String base) {
    return stranger(port).signIn(TestIssuer.shared(), person, base);
  }

  /** Signs in by opening the page; the browser's cookies are kept. */
  public TestDesk signIn(TestIssuer issuer, TestPerson person, String base) {
    synchronized (issuer) {
      issuer.signIn().is(person);
      Page page = get(base);
      if (!page.uri().toString().startsWith(origin + base)) {
        throw new IllegalStateException(
            "Sign-in ends at %s with %d".formatted(page.uri(), page.status()));
      }
    }
    return this;
  }

  /** What the browser prefers from now on, {@code zh} or {@code en}. */
  public TestDesk reading(String wanted) {
    language = wanted;
    return this;
  }

  /** What came back, after all redirects where they were followed. */
  public record Page(int status, URI uri, Map<String, List<String>> headers, String body) {

    public Document html() {
      return Jsoup.parse(body, uri.toString());
    }

    /** The text of what the selector finds, joined by line ends. */
    public String text(String selector) {
      return String.join("\n", html().select(selector).eachText());
    }

    /** A header's first value, or null. */
    public String header(String name) {
      return headers.entrySet().stream()
          .filter(h -> h.getKey().equalsIgnoreCase(name))
          .map(h -> h.getValue().getFirst())
          .findFirst()
          .orElse(null);
    }
  }

  /** Opens a page and follows its redirects. */
  public Page get(String path, String... headers) {
    return follow(send(request(path, headers).GET().build()));
  }

  /** Opens a page and stays where it says. */
  public Page stay(String path, String... headers) {
    return send(request(path, headers).GET().build());
  }

  /** Sends fields as a form does, without any token that the page would have; stays. */
  public Page post(String path, Map<String, String> fields, String... headers) {
    List<Map.Entry<String, String>> all = new ArrayList<>(fields.entrySet());
    return send(posted(path, all, headers));
  }

  /**
   * Fills in the form and sends it, with its hidden fields, and follows where it leads.
   *
   * @param form selects the form in the page; the first that fits
   * @param fields what to fill in or to press; others stay as they are
   */
  public Page submit(Page page, String form, Map<String, String> fields) {
    Element found = page.html().selectFirst(form);
    if (found == null) {
      throw new IllegalStateException("No form %s in %s".formatted(form, page.uri()));
    }
    List<Map.Entry<String, String>> all = new ArrayList<>();
    for (Element input : found.select("input[name], textarea[name], select[name]")) {
      String name = input.attr("name");
      if (fields.containsKey(name) || input.hasAttr("disabled")) {
        continue;
      }
      boolean choice = List.of("checkbox", "radio").contains(input.attr("type"));
      if (input.tagName().equals("select")) {
        Elements options = input.select("option[selected]");
        if (options.isEmpty()) {
          options = new Elements(input.select("option").stream().limit(1).toList());
        }
        options.forEach(o -> all.add(Map.entry(name, o.val())));
      } else if (!choice || input.hasAttr("checked")) {
        all.add(Map.entry(name, input.val()));
      }
    }
    all.addAll(fields.entrySet());
    String action = found.hasAttr("action") ? found.absUrl("action") : page.uri().toString();
    return follow(send(posted(action, all)));
  }

  /** Forgets the session but not the page: what an ended session looks like. */
  public void loseCookies() {
    cookies.getCookieStore().removeAll();
  }

  /** A cookie's value, or null. */
  public String cookie(String name) {
    return cookies.getCookieStore().getCookies().stream()
        .filter(c -> c.getName().equals(name))
        .map(HttpCookie::getValue)
        .findFirst()
        .orElse(null);
  }

  private HttpRequest posted(
      String path, List<Map.Entry<String, String>> fields, String... headers) {
    String body =
        String.join(
            "&",
            fields.stream().map(f -> encode(f.getKey()) + "=" + encode(f.getValue())).toList());
    return request(path, headers)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  private HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(path.startsWith("/") ? origin + path : path))
            .header("Accept-Language", language)
            .header("Accept", "text/html");
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    return request;
  }

  private Page follow(Page page) {
    Page now = page;
    for (int hop = 0; hop < MOST_REDIRECTS && now.status() / 100 == 3; hop++) {
      String to = now.uri().resolve(now.header("Location")).toString();
      now = send(request(to).GET().build());
    }
    return now;
  }

  private Page send(HttpRequest request) {
    try {
      HttpResponse<String> answer =
          client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      return new Page(answer.statusCode(), answer.uri(), answer.headers().map(), answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
