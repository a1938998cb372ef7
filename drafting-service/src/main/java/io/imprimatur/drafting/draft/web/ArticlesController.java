package io.imprimatur.drafting.draft.web;

import io.imprimatur.drafting.draft.Desk;
import io.imprimatur.drafting.draft.Draft;
import io.imprimatur.drafting.draft.Entry;
import io.imprimatur.drafting.draft.Filter;
import io.imprimatur.drafting.draft.Receipt;
import io.imprimatur.drafting.draft.Row;
import io.imprimatur.events.Text;
import io.imprimatur.kit.IfMatch;
import io.imprimatur.kit.Page;
import io.imprimatur.kit.Paging;
import io.imprimatur.kit.aggregate.Idempotency;
import io.imprimatur.kit.people.Person;
import io.imprimatur.kit.web.Versioned;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/articles")
@Tag(name = "Articles")
class ArticlesController {

  private final Desk desk;

  ArticlesController(Desk desk) {
    this.desk = desk;
  }

  @GetMapping
  @Operation(summary = "The articles of your sections, the newest movement first")
  Page<Row> list(
      Person reader,
      @RequestParam Optional<String> section,
      @RequestParam Optional<String> state,
      @RequestParam Optional<String> language,
      @RequestParam Optional<String> q,
      Paging paging) {
    return desk.list(reader, new Filter(false, section, state, language, q), paging);
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(summary = "Begins an article; all but title, section and language may be left out")
  ResponseEntity<Versioned<Receipt>> create(
      Person writer, @RequestBody Entry entry, Idempotency key) {
    return created(desk.create(writer, entry, key));
  }

  static ResponseEntity<Versioned<Receipt>> created(Receipt receipt) {
    return ResponseEntity.created(URI.create("/api/articles/" + receipt.id()))
        .body(versioned(receipt));
  }

  @GetMapping("/{id}")
  @Operation(summary = "The article as it stands")
  Versioned<ArticleView> find(Person reader, @PathVariable String id) {
    Draft draft = desk.find(reader, id);
    return new Versioned<>(ArticleView.of(draft), draft.manuscript().version());
  }

  @PutMapping("/{id}")
  @Operation(
      summary = "Replaces the article's text; what is left out becomes empty",
      description = "A change that changes nothing keeps the version.")
  Versioned<Receipt> change(
      Person writer,
      @PathVariable String id,
      IfMatch version,
      @RequestBody Entry entry,
      Idempotency key) {
    return versioned(desk.change(writer, id, version, entry, key));
  }

  @PostMapping("/{id}/submission")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(summary = "Gives the text to review as a new revision")
  Versioned<Receipt> submit(
      Person writer, @PathVariable String id, IfMatch version, Idempotency key) {
    return versioned(desk.submit(writer, id, version, key));
  }

  @DeleteMapping("/{id}/submission")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(summary = "Asks review for the text back; the state says how it answered")
  Versioned<Receipt> takeBack(
      Person writer, @PathVariable String id, IfMatch version, Idempotency key) {
    return versioned(desk.takeBack(writer, id, version, key));
  }

  @GetMapping("/{id}/timeline")
  @Operation(summary = "What happened to the article in all four services, the earliest first")
  List<TimelineView> timeline(Person reader, @PathVariable String id) {
    return desk.timeline(reader, id).stream().map(TimelineView::of).toList();
  }

  @GetMapping("/{id}/revisions/{revision}")
  @Operation(summary = "A text as it was submitted")
  Text revision(Person reader, @PathVariable String id, @PathVariable int revision) {
    return desk.submitted(reader, id, revision);
  }

  private static Versioned<Receipt> versioned(Receipt receipt) {
    return new Versioned<>(receipt, receipt.version());
  }
}
