package io.imprimatur.drafting.draft.web;

import io.imprimatur.drafting.draft.Clash;
import io.imprimatur.drafting.draft.Desk;
import io.imprimatur.drafting.draft.Draft;
import io.imprimatur.drafting.draft.Manuscript;
import io.imprimatur.drafting.draft.Receipt;
import io.imprimatur.kit.Conflict;
import io.imprimatur.kit.Invalid;
import io.imprimatur.kit.PreconditionFailed;
import io.imprimatur.kit.TooLarge;
import io.imprimatur.kit.aggregate.Idempotency;
import io.imprimatur.kit.pages.FieldMessages;
import io.imprimatur.kit.pages.PageTimes;
import io.imprimatur.kit.pages.StaffPages;
import io.imprimatur.kit.people.Person;
import io.imprimatur.kit.people.Roles;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Saves what is typed while it is typed. The editor's script calls it. */
@StaffPages
class AutosaveCalls {

  private final Desk desk;
  private final Names names;
  private final PageTimes times;
  private final FieldMessages messages;

  AutosaveCalls(Desk desk, Names names, PageTimes times, FieldMessages messages) {
    this.desk = desk;
    this.names = names;
    this.times = times;
    this.messages = messages;
  }

  @PostMapping(path = "/write/{id}/autosave", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Map<String, Object>> autosave(
      Person writer, @PathVariable String id, ArticleForm form) {
    Roles.require(writer, Roles.WRITER);
    Draft draft = desk.find(writer, id);
    try {
      Receipt receipt =
          desk.change(
              writer,
              id,
              form.ifMatch(),
              form.fields().entry(draft.manuscript().content().translationOf()),
              new Idempotency(null, writer.id(), ""));
      return saved(receipt.version(), receipt.changedAt());
    } catch (PreconditionFailed e) {
      Manuscript now = desk.find(writer, id).manuscript();
      return isStored(form, now)
          ? saved(now.version(), now.changedAt())
          : conflict(id, names.word("editor.conflict", now.changedBy().name()));
    } catch (Conflict e) {
      return conflict(id, names.word("refusal." + e.code()));
    } catch (Invalid e) {
      return ResponseEntity.unprocessableContent().body(Map.of("errors", messages.of(e)));
    } catch (TooLarge e) {
      return ResponseEntity.unprocessableContent()
          .body(
              Map.of(
                  "errors",
                  List.of(
                      new FieldMessages.Line(
                          "body", names.word("refusal." + e.code(), e.arguments())))));
    }
  }

  /** An answer that got lost: the same text comes again, based on the version before it. */
  private static boolean isStored(ArticleForm form, Manuscript now) {
    return Clash.of(
            Optional.empty(),
            form.fields().entry(Optional.empty()),
            Fields.of(now.content().text()).entry(Optional.empty()))
        .isNone();
  }

  private ResponseEntity<Map<String, Object>> saved(long version, Instant at) {
    return ResponseEntity.ok(
        Map.of(
            "version", version,
            "savedAt", at,
            "saved", names.word("editor.saved", times.clock(at))));
  }

  private static ResponseEntity<Map<String, Object>> conflict(String id, String message) {
    return ResponseEntity.status(409)
        .body(Map.of("conflict", "/write/" + id + "/conflict", "message", message));
  }
}
