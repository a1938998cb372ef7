package io.imprimatur.signin;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The names of the sections, from the office file that the services read.
 *
 * @param sections may be missing: then the page shows ids
 */
@ConfigurationProperties("imprimatur.office")
record OfficeSections(@Nullable List<Section> sections) {

  /**
   * @param name by language, {@code zh} and {@code en}
   */
  record Section(String id, Map<String, String> name) {}

  String name(String id, Language language) {
    return (sections == null ? List.<Section>of() : sections)
        .stream()
            .filter(section -> section.id().equals(id))
            .findFirst()
            .map(section -> language.pick(section.name(), id))
            .orElse(id);
  }
}
