package io.imprimatur.publishing.site;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The pages that only say why there is nothing else: made once, in each language. */
final class Notices {

  private final Press press;
  private final Map<String, Page> made = new ConcurrentHashMap<>();

  Notices(Press press) {
    this.press = press;
  }

  Page page(View.Notice.Kind kind, String language) {
    return made.computeIfAbsent(kind + language, key -> make(kind, language));
  }

  private Page make(View.Notice.Kind kind, String language) {
    View.Frame frame = new View.Frame(language, "", "", null, null, List.of(), null, false);
    return Page.html(
        kind.status(), language, press.print(new View.Notice(frame, kind, null)), null);
  }

  /** The language that an address begins with; English where it begins with none. */
  static String languageOf(String path) {
    return path.equals("/zh") || path.startsWith("/zh/") ? "zh" : "en";
  }
}
