package io.imprimatur.review.approval.web;

import io.imprimatur.review.approval.Reviewer;
import io.imprimatur.review.approval.Reviews.Filter;
import io.imprimatur.review.approval.Reviews.Listing;
import io.imprimatur.review.approval.Reviews.Part;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What an inbox's address asks for. What makes no sense in it counts as not asked for.
 *
 * @param words null where nothing is searched
 * @param section null for all, as is {@code language}
 * @param after the cursor of the page before, or null
 */
record InboxQuery(
    Tab tab, String words, String section, String language, boolean oldestFirst, String after) {

  static final String PATH = "/review";

  /** The lists of an inbox, in their order. */
  enum Tab {
    MINE("mine", Part.WAITING_FOR_THEM, true),
    OTHERS("others", Part.WAITING_FOR_OTHERS, true),
    DECIDED("decided", Part.DECIDED_BY_THEM, false),
    ALL("all", Part.ALL, false);

    private final String word;
    private final Part part;
    private final boolean oldestFirst;

    Tab(String word, Part part, boolean oldestFirst) {
      this.word = word;
      this.part = part;
      this.oldestFirst = oldestFirst;
    }

    /** As addresses and messages spell it. */
    public String word() {
      return word;
    }
  }

  static InboxQuery of(Map<String, String> asked) {
    Tab tab = tab(asked.get("tab"));
    String sort = asked.getOrDefault("sort", "");
    return new InboxQuery(
        tab,
        filled(asked.get("q")),
        filled(asked.get("section")),
        filled(asked.get("language")),
        sort.equals("oldest") || tab.oldestFirst && !sort.equals("newest"),
        filled(asked.get("after")));
  }

  private static Tab tab(String word) {
    return Arrays.stream(Tab.values())
        .filter(t -> t.word.equals(word))
        .findFirst()
        .orElse(Tab.MINE);
  }

  private static String filled(String value) {
    return Optional.ofNullable(value).map(String::strip).filter(v -> !v.isEmpty()).orElse(null);
  }

  public boolean isFiltered() {
    return words != null || section != null || language != null;
  }

  Listing listing(Reviewer who) {
    return listing(who, tab);
  }

  Listing listing(Reviewer who, Tab of) {
    return new Listing(who, of.part, new Filter(null, section, language, words), oldestFirst);
  }

  /** The same search in another list, from its beginning. */
  String in(Tab other) {
    boolean asked = oldestFirst != tab.oldestFirst;
    return new InboxQuery(
            other, words, section, language, asked ? oldestFirst : other.oldestFirst, null)
        .address();
  }

  /** The page behind a cursor. */
  String behind(String cursor) {
    return new InboxQuery(tab, words, section, language, oldestFirst, cursor).address();
  }

  /** The first page. */
  String first() {
    return behind(null);
  }

  /** The whole list, with nothing searched. */
  public String unfiltered() {
    return new InboxQuery(tab, null, null, null, tab.oldestFirst, null).address();
  }

  String sort() {
    return oldestFirst ? "oldest" : "newest";
  }

  private String address() {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("tab", tab == Tab.MINE ? null : tab.word);
    parts.put("q", words);
    parts.put("section", section);
    parts.put("language", language);
    parts.put("sort", oldestFirst == tab.oldestFirst ? null : sort());
    parts.put("after", after);
    UriComponentsBuilder address = UriComponentsBuilder.fromPath(PATH);
    Map<String, Object> values = new LinkedHashMap<>();
    parts.forEach(
        (name, value) -> {
          if (value != null) {
            address.queryParam(name, "{" + name + "}");
            values.put(name, value);
          }
        });
    return address.encode().buildAndExpand(values).toUriString();
  }
}
