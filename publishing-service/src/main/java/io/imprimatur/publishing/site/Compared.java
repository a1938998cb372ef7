package io.imprimatur.publishing.site;

import io.imprimatur.compare.Comparison;
import io.imprimatur.compare.Words;
import io.imprimatur.events.Text;
import java.util.Locale;

/**
 * What a newer text changed, as HTML in which what is new stands in {@code ins} and what is gone in
 * {@code del}. As safe as the texts are: only for those that were proven.
 *
 * @param changes at how many places anything changed
 */
record Compared(String title, String summary, String body, int changes) {

  static Compared between(Text before, Text after, String language) {
    Locale locale = Locale.forLanguageTag(language);
    Words title = Words.between(before.title(), after.title(), locale);
    Words summary = Words.between(before.summary(), after.summary(), locale);
    Comparison body = Comparison.between(before.body(), after.body(), locale);
    return new Compared(
        title.html(),
        summary.html(),
        body.html(),
        title.changes() + summary.changes() + body.changes());
  }
}
