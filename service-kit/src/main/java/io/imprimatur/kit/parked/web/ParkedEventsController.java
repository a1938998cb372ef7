package io.imprimatur.kit.parked.web;

import io.imprimatur.kit.Invalid;
import io.imprimatur.kit.NotFound;
import io.imprimatur.kit.Page;
import io.imprimatur.kit.Paging;
import io.imprimatur.kit.parked.ParkedDesk;
import io.imprimatur.kit.parked.ParkedEvent;
import io.imprimatur.kit.parked.ParkedEvent.Kind;
import io.imprimatur.kit.parked.ParkedEvent.Status;
import io.imprimatur.kit.parked.ParkedEvents;
import io.imprimatur.kit.people.Person;
import io.imprimatur.kit.people.Roles;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Parked events, for administrators: look, replay, set aside, skip a gap. */
@RestController
@RequestMapping("/api/parked-events")
class ParkedEventsController {

  private final ParkedEvents events;
  private final ParkedDesk desk;

  ParkedEventsController(ParkedEvents events, ParkedDesk desk) {
    this.events = events;
    this.desk = desk;
  }

  private static final int LONGEST_REASON = 4_000;

  /**
   * Why an event is dealt with in this way.
   *
   * @param reason 1 to 4,000 characters
   */
  record Reason(String reason) {

    /** Checked after the role: who may not do it at all is told that first. */
    String checked() {
      if (reason == null || reason.isBlank()) {
        throw new Invalid("reason", "must say why");
      }
      if (reason.length() > LONGEST_REASON) {
        throw new Invalid("reason", "has at most 4,000 characters");
      }
      return reason;
    }
  }

  /** The newest first. */
  @GetMapping
  Page<ParkedView> list(
      Person person,
      Paging paging,
      @RequestParam(defaultValue = "") List<String> kind,
      @RequestParam(required = false) String status,
      @RequestParam(required = false) String article) {
    Roles.require(person, Roles.ADMINISTRATOR);
    String after = paging.after(1).map(List::getFirst).orElse(null);
    if (after != null && events.find(after).isEmpty()) {
      throw Paging.badCursor();
    }
    List<Kind> kinds =
        kind.stream().distinct().map(k -> Words.read("kind", Kind.class, k)).toList();
    Status state = status == null ? null : Words.read("status", Status.class, status);
    List<ParkedEvent> found = events.lines(kinds, state, article, after, paging.fetch());
    return paging.page(found, e -> Paging.cursor(e.id())).map(ParkedView::line);
  }

  @GetMapping("/{id}")
  ParkedView read(Person person, @PathVariable String id) {
    Roles.require(person, Roles.ADMINISTRATOR);
    return ParkedView.whole(
        events.find(id).orElseThrow(() -> new NotFound("There is no parked event " + id + ".")));
  }

  /** Offers the event to this service again; 409 says why it was not taken. */
  @PostMapping("/{id}/replay")
  ParkedView replay(Person person, @PathVariable String id) {
    Roles.require(person, Roles.ADMINISTRATOR);
    return ParkedView.whole(desk.replay(id, person.id()));
  }

  /** Closes the event for good. */
  @PostMapping("/{id}/set-aside")
  ParkedView setAside(Person person, @PathVariable String id, @RequestBody Reason reason) {
    Roles.require(person, Roles.ADMINISTRATOR);
    return ParkedView.whole(desk.setAside(id, person.id(), reason.checked()));
  }

  /** Goes on without the events that this one waits for. */
  @PostMapping("/{id}/skip-gap")
  ParkedView skipGap(Person person, @PathVariable String id, @RequestBody Reason reason) {
    Roles.require(person, Roles.ADMINISTRATOR);
    return ParkedView.whole(desk.skipGap(id, person.id(), reason.checked()));
  }
}
