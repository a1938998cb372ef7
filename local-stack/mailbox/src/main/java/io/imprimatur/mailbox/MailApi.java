package io.imprimatur.mailbox;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.imprimatur.mailbox.MailHttp.Answer;
import io.imprimatur.mailbox.MailHttp.BadRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The part of Mailpit's API (version 1) that reads and deletes mails, with its names and shapes.
 */
final class MailApi {

  private record Part(
      @JsonProperty("PartID") String partId,
      @JsonProperty("FileName") String fileName,
      @JsonProperty("ContentType") String contentType,
      @JsonProperty("ContentID") String contentId,
      @JsonProperty("Size") long size) {

    static List<Part> of(List<Letter.File> files) {
      return files.stream()
          .map(f -> new Part(f.partId(), f.fileName(), f.contentType(), f.contentId(), f.size()))
          .toList();
    }
  }

  private record Unsubscribe(
      @JsonProperty("Header") String header,
      @JsonProperty("Links") List<String> links,
      @JsonProperty("Errors") String errors,
      @JsonProperty("HeaderPost") String headerPost) {

    private static final Pattern LINKS =
        Pattern.compile(
            "\\s*<((?:https?|mailto):[^<>\\s]+)>(\\s*,\\s*<(?:https?|mailto):[^<>\\s]+>)*\\s*");
    private static final Pattern LINK = Pattern.compile("<((?:https?|mailto):[^<>\\s]+)>");

    static Unsubscribe of(Letter letter) {
      String header = letter.header("List-Unsubscribe").replaceAll("\\s+", " ");
      List<String> links = LINK.matcher(header).results().map(link -> link.group(1)).toList();
      String errors =
          header.isEmpty() || LINKS.matcher(header).matches()
              ? ""
              : "not a list of links in angle brackets (RFC 2369)";
      return new Unsubscribe(header, links, errors, letter.header("List-Unsubscribe-Post"));
    }
  }

  private record Message(
      @JsonProperty("ID") String id,
      @JsonProperty("MessageID") String messageId,
      @JsonProperty("From") Address from,
      @JsonProperty("To") List<Address> to,
      @JsonProperty("Cc") List<Address> cc,
      @JsonProperty("Bcc") List<Address> bcc,
      @JsonProperty("ReplyTo") List<Address> replyTo,
      @JsonProperty("ReturnPath") String returnPath,
      @JsonProperty("Subject") String subject,
      @JsonProperty("ListUnsubscribe") Unsubscribe listUnsubscribe,
      @JsonProperty("Date") Instant date,
      @JsonProperty("Tags") List<String> tags,
      @JsonProperty("Username") String username,
      @JsonProperty("Text") String text,
      @JsonProperty("HTML") String html,
      @JsonProperty("Size") long size,
      @JsonProperty("Inline") List<Part> inline,
      @JsonProperty("Attachments") List<Part> attachments) {

    static Message of(Summary mail, Letter letter) {
      return new Message(
          mail.id(),
          mail.messageId(),
          mail.from(),
          mail.to(),
          mail.cc(),
          mail.bcc(),
          mail.replyTo(),
          mail.returnPath(),
          mail.subject(),
          Unsubscribe.of(letter),
          letter.date(mail.created()),
          mail.tags(),
          "",
          letter.text(),
          letter.html(),
          mail.size(),
          Part.of(letter.inline()),
          Part.of(letter.attachments()));
    }
  }

  private record Listing(
      long total,
      long unread,
      long count,
      @JsonProperty("messages_count") long messagesCount,
      @JsonProperty("messages_unread") long messagesUnread,
      long start,
      List<String> tags,
      List<Summary> messages) {}

  private record Selection(@JsonProperty("IDs") List<String> ids) {}

  private static final int DEFAULT_LIMIT = 50;

  private final JsonMapper json = JsonMapper.shared();
  private final MailStore store;

  MailApi(MailStore store) {
    this.store = store;
  }

  Answer get(String path, Map<String, String> query) throws IOException {
    if (path.equals("messages")) {
      return listing(store.all(), query);
    }
    if (path.equals("search")) {
      String terms = query.getOrDefault("query", "").strip();
      if (terms.isEmpty()) {
        throw new BadRequest("Error: no search query");
      }
      return listing(Search.of(terms).in(store), query);
    }
    String[] steps = path.split("/");
    if (!steps[0].equals("message") || steps.length < 2 || steps.length > 3) {
      return Answer.text(404, "There is nothing at /api/v1/" + path);
    }
    Optional<Summary> mail = find(steps[1]);
    Optional<byte[]> raw = mail.isEmpty() ? Optional.empty() : store.raw(mail.get().id());
    if (raw.isEmpty()) {
      return Answer.text(404, "Message not found");
    }
    return switch (steps.length == 2 ? "" : steps[2]) {
      case "" -> json(Message.of(mail.get(), new Letter(raw.get())));
      case "headers" -> json(new Letter(raw.get()).headers());
      case "raw" -> new Answer(200, "text/plain; charset=utf-8", Answer.PAGE_POLICY, raw.get());
      default -> Answer.text(404, "There is nothing at /api/v1/" + path);
    };
  }

  private Optional<Summary> find(String id) {
    return id.equals("latest") ? store.all().stream().findFirst() : store.find(id);
  }

  private Answer listing(List<Summary> found, Map<String, String> query) {
    int start = number("start", query, 0);
    int limit = number("limit", query, DEFAULT_LIMIT);
    List<Summary> page = found.stream().skip(start).limit(limit).toList();
    int total = store.all().size();
    return json(
        new Listing(total, total, page.size(), found.size(), found.size(), start, List.of(), page));
  }

  private static int number(String name, Map<String, String> query, int otherwise) {
    String text = query.get(name);
    if (text == null || text.isEmpty()) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new BadRequest("Error: " + name + " is \"" + text + "\", not a number");
    }
    throw new BadRequest("Error: " + name + " is below 0");
  }

  /**
   * Deletes the mails of {@code {"IDs": […]}}; all, where there is no body or no id, as Mailpit.
   */
  Answer delete(byte[] body) throws IOException {
    List<String> ids = new ArrayList<>();
    if (body.length > 0) {
      try {
        Selection selection = json.readValue(body, Selection.class);
        if (selection.ids() != null) {
          ids.addAll(selection.ids());
        }
      } catch (JacksonException e) {
        throw new BadRequest("Error: the body is not {\"IDs\": [...]}: " + e.getOriginalMessage());
      }
    }
    if (ids.isEmpty()) {
      store.all().forEach(mail -> ids.add(mail.id()));
    }
    for (String id : ids) {
      store.delete(id);
    }
    return Answer.text(200, "ok");
  }

  private Answer json(Object value) {
    return Answer.json(json.writeValueAsBytes(value));
  }
}
