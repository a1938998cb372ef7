package io.imprimatur.kit.office;

import io.imprimatur.kit.Invalid;
import java.net.URI;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The office whose news this is, read from the office file when a service starts.
 *
 * @param zone in which people read times, and in which the year of an address is counted
 * @param name the office, in the head of pages and mails
 * @param unit the part of the office that publishes
 * @param mail how mails are sent
 * @param legal the foot of every public page
 * @param accessibility where the statement on accessibility is
 * @param corrections where readers report a mistake
 * @param contact where readers reach the office
 * @param sections the parts of the site, in order
 * @param topics what a text can be about, in order
 */
@ConfigurationProperties("imprimatur.office")
public record Office(
    ZoneId zone,
    LocalName name,
    LocalName unit,
    Mail mail,
    Legal legal,
    URI accessibility,
    URI corrections,
    URI contact,
    List<Entry> sections,
    List<Entry> topics) {

  private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  public Office {
    required("zone", zone);
    required("name", name);
    required("unit", unit);
    required("mail", mail);
    required("legal", legal);
    required("accessibility", accessibility);
    required("corrections", corrections);
    required("contact", contact);
    sections = unique("sections", sections);
    topics = unique("topics", topics);
    if (sections.isEmpty()) {
      throw new IllegalArgumentException("imprimatur.office.sections must name at least one");
    }
  }

  /**
   * @param from the sender of mails to subscribers
   */
  public record Mail(String from) {
    public Mail {
      required("mail.from", from);
      if (!from.matches("[^@\\s]+@[^@\\s]+")) {
        throw new IllegalArgumentException(
            "imprimatur.office.mail.from must be an address such as news@press.example, not "
                + from);
      }
    }
  }

  /**
   * @param hostedBy who is responsible for the site
   * @param operatedBy who runs it
   * @param identificationCode of the site, as the authority gave it
   * @param filingNumber of the site's filing
   * @param securityRecordNumber of the record with public security
   */
  public record Legal(
      LocalName hostedBy,
      LocalName operatedBy,
      String identificationCode,
      String filingNumber,
      String securityRecordNumber) {
    public Legal {
      required("legal.hosted-by", hostedBy);
      required("legal.operated-by", operatedBy);
      required("legal.identification-code", identificationCode);
      required("legal.filing-number", filingNumber);
      required("legal.security-record-number", securityRecordNumber);
    }
  }

  /**
   * A section or a topic.
   *
   * @param id never changes: it stands in addresses, events and people's rights
   */
  public record Entry(String id, LocalName name) {
    public Entry {
      if (id == null || !ID.matcher(id).matches()) {
        throw new IllegalArgumentException(
            "an id is lower-case letters, digits and hyphens, not " + id);
      }
      required(id + "'s name", name);
    }
  }

  public Optional<Entry> section(String id) {
    return find(sections, id);
  }

  public Optional<Entry> topic(String id) {
    return find(topics, id);
  }

  /** The ids of all sections, in order. */
  public List<String> sectionIds() {
    return sections.stream().map(Entry::id).toList();
  }

  /**
   * Lets only a section of this office pass.
   *
   * @param field how the sender calls it
   * @throws Invalid naming the sections that there are
   */
  public String requireSection(String field, String id) {
    return require(field, id, sections);
  }

  /**
   * Lets only topics of this office pass.
   *
   * @param field how the sender calls them
   * @throws Invalid naming the topics that there are
   */
  public void requireTopics(String field, Collection<String> ids) {
    int at = 0;
    for (String id : ids) {
      require("%s[%d]".formatted(field, at++), id, topics);
    }
  }

  private static String require(String field, String id, List<Entry> known) {
    if (find(known, id).isEmpty()) {
      throw new Invalid(
          field,
          "must be one of "
              + known.stream().map(Entry::id).collect(Collectors.joining(", "))
              + (id == null ? "" : ", not " + id));
    }
    return id;
  }

  private static Optional<Entry> find(List<Entry> entries, String id) {
    return entries.stream().filter(e -> e.id().equals(id)).findFirst();
  }

  private static List<Entry> unique(String what, List<Entry> entries) {
    required(what, entries);
    Set<String> seen = new HashSet<>();
    for (Entry entry : entries) {
      if (!seen.add(entry.id())) {
        throw new IllegalArgumentException(
            "imprimatur.office.%s names %s twice".formatted(what, entry.id()));
      }
    }
    return List.copyOf(entries);
  }

  private static void required(String field, Object value) {
    if (value == null || value instanceof String text && text.isBlank()) {
      throw new IllegalArgumentException("imprimatur.office." + field + " is missing");
    }
  }
}
