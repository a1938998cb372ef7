package io.imprimatur.launcher;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A form of a page that is sent by POST, as its button would send it.
 *
 * @param action where it goes
 * @param hidden its hidden fields
 */
record Form(URI action, Map<String, String> hidden) {

  private static final Pattern FORM =
      Pattern.compile("(<form\\b[^>]*>)(.*?)</form>", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern INPUT = Pattern.compile("<input\\b[^>]*>", Pattern.CASE_INSENSITIVE);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** The first such form of the page that has all these fields, hidden or not. */
  static Optional<Form> in(URI page, String html, String... fields) {
    Matcher form = FORM.matcher(html);
    while (form.find()) {
      if (attribute(form.group(1), "method").equalsIgnoreCase("post")) {
        var names = new HashSet<String>();
        var hidden = new LinkedHashMap<String, String>();
        Matcher input = INPUT.matcher(form.group(2));
        while (input.find()) {
          names.add(attribute(input.group(), "name"));
          if (attribute(input.group(), "type").equalsIgnoreCase("hidden")) {
            hidden.put(attribute(input.group(), "name"), attribute(input.group(), "value"));
          }
        }
        if (!names.containsAll(List.of(fields))) {
          continue;
        }
        String action = attribute(form.group(1), "action");
        return Optional.of(new Form(action.isEmpty() ? page : page.resolve(action), hidden));
      }
    }
    return Optional.empty();
  }

  private static String attribute(String tag, String name) {
    Matcher matcher =
        Pattern.compile("\\s" + name + "\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)')").matcher(tag);
    if (!matcher.find()) {
      return "";
    }
    String value = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    return value
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
  }

  /** The request with what was typed into the other fields. */
  HttpRequest filledIn(Map<String, String> typed) {
    var fields = new LinkedHashMap<>(hidden);
    fields.putAll(typed);
    return post(action, fields);
  }

  static HttpRequest post(URI uri, Map<String, String> fields) {
    return HttpRequest.newBuilder(uri)
        .timeout(PATIENCE)
        .header("content-type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(encode(fields)))
        .build();
  }

  static String encode(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(
            field ->
                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
