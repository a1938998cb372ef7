package io.imprimatur.mailbox;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Mailpit's search language, as far as it asks about addresses, subjects and words: terms are
 * joined by AND, quotes hold a term together, {@code -} or {@code !} in front turns one round.
 * Comparisons ignore case and look for parts of the text.
 */
final class Search {

  private record Term(boolean wanted, String field, String text) {}

  private static final Pattern TERM =
      Pattern.compile("([-!]?)(?:([A-Za-z-]+):)?(?:\"([^\"]*)\"|(\\S+))");

  private final List<Term> terms;

  private Search(List<Term> terms) {
    this.terms = terms;
  }

  /** Reads a query; without any term it finds everything. */
  static Search of(String query) {
    List<Term> terms = new ArrayList<>();
    Matcher matcher = TERM.matcher(query);
    while (matcher.find()) {
      String field = matcher.group(2) == null ? "" : matcher.group(2).toLowerCase();
      String text = matcher.group(3) == null ? matcher.group(4) : matcher.group(3);
      if (!known(field)) {
        text = field + ":" + text;
        field = "";
      }
      terms.add(new Term(matcher.group(1).isEmpty(), field, text.toLowerCase()));
    }
    return new Search(terms);
  }

  private static boolean known(String field) {
    return switch (field) {
      case "", "from", "to", "cc", "bcc", "addressed", "reply-to", "subject", "message-id" -> true;
      default -> false;
    };
  }

  /** The mails that match, newest first. */
  List<Summary> in(MailStore store) throws IOException {
    List<Summary> found = new ArrayList<>();
    for (Summary mail : store.all()) {
      if (matches(mail, store)) {
        found.add(mail);
      }
    }
    return found;
  }

  private boolean matches(Summary mail, MailStore store) throws IOException {
    for (Term term : terms) {
      if (matches(term, mail, store) != term.wanted()) {
        return false;
      }
    }
    return true;
  }

  private static boolean matches(Term term, Summary mail, MailStore store) throws IOException {
    String text = term.text();
    return switch (term.field()) {
      case "from" -> mail.from().contains(text);
      case "to" -> any(mail.to(), text);
      case "cc" -> any(mail.cc(), text);
      case "bcc" -> any(mail.bcc(), text);
      case "reply-to" -> any(mail.replyTo(), text);
      case "addressed" -> addressed(mail, text);
      case "subject" -> mail.subject().toLowerCase().contains(text);
      case "message-id" -> mail.messageId().toLowerCase().contains(text);
      default ->
          addressed(mail, text)
              || mail.subject().toLowerCase().contains(text)
              || mail.snippet().toLowerCase().contains(text)
              || body(mail, store).contains(text);
    };
  }

  private static boolean addressed(Summary mail, String text) {
    return mail.from().contains(text)
        || any(mail.to(), text)
        || any(mail.cc(), text)
        || any(mail.bcc(), text)
        || any(mail.replyTo(), text);
  }

  private static boolean any(List<Address> addresses, String text) {
    return addresses.stream().anyMatch(address -> address.contains(text));
  }

  private static String body(Summary mail, MailStore store) throws IOException {
    var raw = store.raw(mail.id());
    if (raw.isEmpty()) {
      return "";
    }
    var letter = new Letter(raw.get());
    return (letter.text() + "\n" + letter.html()).toLowerCase();
  }
}
