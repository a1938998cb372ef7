package io.imprimatur.mailbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What SMTP said about a mail.
 *
 * @param from the reverse path; empty for a notice of failure
 * @param to every recipient that was taken
 */
record Envelope(String from, List<String> to) {

  private static final int SNIPPET = 250;

  Summary summary(String id, Instant at, Letter letter, long size) {
    List<Address> senders = letter.addresses("From");
    List<Address> to = letter.addresses("To");
    List<Address> cc = letter.addresses("Cc");
    return new Summary(
        id,
        letter.header("Message-ID").replaceAll("^<|>$", ""),
        false,
        senders.isEmpty() ? new Address("", from) : senders.getFirst(),
        to,
        cc,
        hidden(letter.addresses("Bcc"), to, cc),
        letter.addresses("Reply-To"),
        letter.header("Subject"),
        at,
        List.of(),
        size,
        letter.attachments().size(),
        snippet(letter),
        from);
  }

  private List<Address> hidden(List<Address> bcc, List<Address> to, List<Address> cc) {
    Set<String> named = new HashSet<>();
    Stream.of(bcc, to, cc)
        .flatMap(List::stream)
        .forEach(address -> named.add(address.address().toLowerCase()));
    List<Address> hidden = new ArrayList<>(bcc);
    for (String recipient : this.to) {
      if (named.add(recipient.toLowerCase())) {
        hidden.add(new Address("", recipient));
      }
    }
    return hidden;
  }

  private static String snippet(Letter letter) {
    String text =
        letter.text().isBlank()
            ? letter.html().replaceAll("(?s)<(style|script|head).*?</\\1>|<[^>]*>", " ")
            : letter.text();
    String line = text.strip().replaceAll("\\s+", " ");
    return line.codePointCount(0, line.length()) <= SNIPPET
        ? line
        : line.substring(0, line.offsetByCodePoints(0, SNIPPET)) + " ...";
  }
}
