package io.imprimatur.system.pages;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * What the pages say, in one language. Tests press what they are to press by its words, so that one
 * test walks through both languages.
 */
final class Words {

  private static final Path ROOT = root();

  /** By a part's name the files its pages take their words from. */
  private static final Map<String, List<String>> FILES =
      Map.of(
          "drafting", List.of("drafting-service/src/main/resources/messages"),
          "review", List.of("review-service/src/main/resources/messages"),
          "publishing",
              List.of(
                  "publishing-service/src/main/resources/site",
                  "publishing-service/src/main/resources/messages"),
          "notification", List.of("notification-service/src/main/resources/messages"),
          "sign-in", List.of("local-stack/sign-in/src/main/resources/texts"));

  private static final String KIT = "service-kit/src/main/resources/kit-messages";

  private final Properties all = new Properties();
  private final Locale locale;

  /**
   * @param part whose pages these are
   * @param language {@code en} or {@code zh}
   */
  Words(String part, String language) {
    locale = language.equals("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
    if (!part.equals("sign-in")) {
      read(KIT, language);
    }
    FILES.get(part).forEach(file -> read(file, language));
  }

  private void read(String file, String language) {
    Path path = ROOT.resolve(file + (language.equals("zh") ? "_zh" : "") + ".properties");
    try (Reader in = Files.newBufferedReader(path)) {
      all.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String of(String key, Object... arguments) {
    String pattern = all.getProperty(key);
    if (pattern == null) {
      throw new IllegalArgumentException("No words for " + key);
    }
    return arguments.length == 0
        ? pattern.replace("''", "'")
        : new MessageFormat(pattern, locale).format(arguments);
  }

  String beginning(String key) {
    String pattern = all.getProperty(key);
    return pattern.substring(0, pattern.indexOf('{'));
  }

  static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("imprimatur"))) {
      folder = folder.getParent();
    }
    return folder;
  }
}
