package io.imprimatur.drafting;

import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.drafting.draft.Overview;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The words of the pages: the same in both languages, and none missing. */
class WordsOfPagesTest {

  private static final Pattern KEY = Pattern.compile("#\\{([a-z][A-Za-z0-9.-]+)");
  private static final Pattern CODE = Pattern.compile("coded\\(\\s*\"([a-z-]+)\"");
  private static final Pattern SAID =
      Pattern.compile("names\\.word\\(\\s*\"([a-z][A-Za-z0-9.-]*[a-z])\"");

  @Test
  void bothLanguagesSayTheSame() throws IOException {
    assertThat(read("messages_zh.properties").stringPropertyNames())
        .isEqualTo(read("messages.properties").stringPropertyNames());
  }

  @ParameterizedTest
  @ValueSource(strings = {"messages.properties", "messages_zh.properties"})
  void eachMessageCanBeFilledIn(String file) throws IOException {
    Object[] values = {2, 3, 4};
    read(file)
        .forEach(
            (key, pattern) -> {
              assertThat(pattern.toString()).as(key.toString()).doesNotContain("'");
              assertThat(
                      new MessageFormat(pattern.toString(), Locale.ENGLISH).format(values.clone()))
                  .as(key.toString())
                  .doesNotContain("{")
                  .isNotBlank();
            });
  }

  @Test
  void everyWordThatPagesAskForIsThere() throws IOException {
    Set<String> known = new TreeSet<>(read("messages.properties").stringPropertyNames());
    known.addAll(read("kit-messages.properties").stringPropertyNames());
    Set<String> asked = new TreeSet<>();
    asked.addAll(found(Path.of("src/main/resources/templates"), ".html", KEY, ""));
    asked.addAll(found(Path.of("src/main/java"), ".java", SAID, ""));
    asked.addAll(found(Path.of("src/main/java"), ".java", CODE, "refusal."));
    for (String state : Overview.states()) {
      asked.add("state." + state);
      asked.add("group." + state);
    }
    assertThat(asked).hasSizeGreaterThan(100);
    assertThat(known).containsAll(asked);
  }

  private static Set<String> found(Path folder, String end, Pattern pattern, String prefix)
      throws IOException {
    Set<String> keys = new TreeSet<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(end)).toList()) {
        Matcher matcher = pattern.matcher(Files.readString(file));
        while (matcher.find()) {
          keys.add(prefix + matcher.group(1));
        }
      }
    }
    keys.removeIf(key -> key.endsWith("-") || key.endsWith("."));
    return keys;
  }

  private static Properties read(String name) throws IOException {
    Properties properties = new Properties();
    try (InputStream in = WordsOfPagesTest.class.getResourceAsStream("/" + name)) {
      properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    }
    return properties;
  }
}
