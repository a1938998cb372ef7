package io.imprimatur.drafting.draft.web;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.context.NoSuchMessageException;
import org.springframework.stereotype.Component;

/** What was left out of a text, in a writer's words. Templates know it as {@code @leftOut}. */
@Component("leftOut")
class LeftOutWords {

  /** Names that carry a name of their own. */
  private static final Map<Pattern, String> NAMED =
      Map.of(
          Pattern.compile("style \"(.*)\""), "style-named",
          Pattern.compile("element \"(.*)\""), "element-named",
          Pattern.compile("symbol (\\S+) of font \"(.*)\""), "symbol-named",
          Pattern.compile("break \"(.*)\""), "break-named",
          Pattern.compile("(U\\+[0-9A-F]+)"), "character-named",
          Pattern.compile("([a-z][a-z0-9+.-]*):"), "scheme-named");

  private final Names names;

  LeftOutWords(Names names) {
    this.names = names;
  }

  /** What a name from the list of an import stands for; the name itself where nothing is known. */
  public String word(String name) {
    String key = "left-out." + name.toLowerCase(Locale.ROOT).replace(' ', '-');
    try {
      return names.word(key);
    } catch (NoSuchMessageException e) {
      return named(name);
    }
  }

  private String named(String name) {
    for (Map.Entry<Pattern, String> known : NAMED.entrySet()) {
      Matcher found = known.getKey().matcher(name);
      if (found.matches()) {
        Object[] parts = new Object[found.groupCount()];
        for (int i = 0; i < parts.length; i++) {
          parts[i] = found.group(i + 1);
        }
        return names.word("left-out." + known.getValue(), parts);
      }
    }
    return names.word("left-out.tag-named", name);
  }
}
