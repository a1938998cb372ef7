package io.imprimatur.publishing.site;

import io.imprimatur.kit.office.Office;
import java.util.Optional;

/**
 * Whose site this is, and where its neighbours are.
 *
 * @param office names, sections and the foot of each page
 * @param publicUrl the site's own address, without a slash at its end
 * @param subscriptionsUrl where readers subscribe, without a slash at its end
 * @param keysUrl where the office publishes its seal keys
 */
public record Identity(Office office, String publicUrl, String subscriptionsUrl, String keysUrl) {

  /** The name of a section in a language; its id where the office no longer has it. */
  String sectionName(String id, String language) {
    return office.section(id).map(s -> s.name().in(language)).orElse(id);
  }

  Optional<String> topicName(String id, String language) {
    return office.topic(id).map(t -> t.name().in(language));
  }

  static String other(String language) {
    return language.equals("zh") ? "en" : "zh";
  }
}
