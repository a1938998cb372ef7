package io.imprimatur.review.approval.web;

import io.imprimatur.events.LocalName;
import io.imprimatur.kit.Refusal;
import io.imprimatur.kit.office.Office;
import io.imprimatur.review.approval.Hindrance;
import io.imprimatur.review.approval.Outcome;
import io.imprimatur.review.approval.Size;
import io.imprimatur.review.approval.Verdict;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Names and sentences as pages say them, in the language of the page at hand. */
@Component
final class Wording {

  private final MessageSource messages;
  private final Office office;

  Wording(MessageSource messages, Office office) {
    this.messages = messages;
    this.office = office;
  }

  /** A message of this service, filled in. */
  String say(String key, Object... arguments) {
    return messages.getMessage(key, arguments, locale());
  }

  private static Locale locale() {
    return LocaleContextHolder.getLocale();
  }

  private static String of(io.imprimatur.kit.office.LocalName name) {
    return isChinese() ? name.zh() : name.en();
  }

  static String of(LocalName name) {
    return isChinese() ? name.zh() : name.en();
  }

  private static boolean isChinese() {
    return locale().getLanguage().equals("zh");
  }

  /** A section's name; its id where the office doesn't know it. */
  String section(String id) {
    return office.section(id).map(s -> of(s.name())).orElse(id);
  }

  /** A topic's name; its id where the office doesn't know it. */
  String topic(String id) {
    return office.topic(id).map(t -> of(t.name())).orElse(id);
  }

  List<String> topics(List<String> ids) {
    return ids.stream().map(this::topic).toList();
  }

  /** Several names in a row. */
  String list(List<String> names) {
    return String.join(say("list.and"), names);
  }

  /** A text's language, in that language. */
  String language(String code) {
    return say("language." + code);
  }

  String group(String role) {
    return say("role." + role);
  }

  String outcome(Outcome outcome) {
    return say("outcome." + outcome.word());
  }

  String verdict(Verdict verdict) {
    return say("verdict." + verdict.word());
  }

  /** {@code 5 changes}, {@code new text}; null where nobody found the size. */
  String size(Size size) {
    if (size == null) {
      return null;
    }
    return size.base() == Size.Base.NOTHING ? say("size.new") : say("size.changes", size.changes());
  }

  String hindrance(Hindrance why) {
    return said(why.code(), why.sentence(), why.arguments().toArray());
  }

  String refusal(Refusal why) {
    return why.code() == null
        ? why.getMessage()
        : said(why.code(), why.getMessage(), why.arguments());
  }

  private String said(String code, String otherwise, Object... arguments) {
    return messages.getMessage("refusal." + code, arguments, otherwise, locale());
  }
}
