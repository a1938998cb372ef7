package io.imprimatur.mailbox;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a list shows of a mail, with Mailpit's field names. It is also the first line of the mail's
 * file, so that a start reads no whole mail.
 *
 * @param bcc recipients of the envelope that no header names
 * @param created when it was taken
 * @param size bytes of the mail
 * @param attachments how many
 */
record Summary(
    @JsonProperty("ID") String id,
    @JsonProperty("MessageID") String messageId,
    @JsonProperty("Read") boolean read,
    @JsonProperty("From") Address from,
    @JsonProperty("To") List<Address> to,
    @JsonProperty("Cc") List<Address> cc,
    @JsonProperty("Bcc") List<Address> bcc,
    @JsonProperty("ReplyTo") List<Address> replyTo,
    @JsonProperty("Subject") String subject,
    @JsonProperty("Created") Instant created,
    @JsonProperty("Tags") List<String> tags,
    @JsonProperty("Size") long size,
    @JsonProperty("Attachments") int attachments,
    @JsonProperty("Snippet") String snippet,
    @JsonProperty("ReturnPath") String returnPath) {

  boolean goesTo(String recipient) {
    return Stream.of(to, cc, bcc)
        .flatMap(List::stream)
        .anyMatch(each -> each.address().equalsIgnoreCase(recipient));
  }
}
