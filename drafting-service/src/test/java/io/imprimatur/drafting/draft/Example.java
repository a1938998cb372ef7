package io.imprimatur.drafting.draft;

import io.imprimatur.events.Digest;
import io.imprimatur.events.LocalName;
import io.imprimatur.events.Person;
import io.imprimatur.events.Step;
import io.imprimatur.events.Text;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Drafts of revision 2 in each state, with the texts they were made of. */
final class Example {

  static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
  static final Person LIN = new Person("lin.yue", "Lin Yue");
  static final Person TOM = new Person("tom.baker", "Tom Baker");
  static final Person WANG = new Person("wang.min", "Wang Min");
  static final Step STEP = new Step(1, new LocalName("初审", "First review"), "reviewer");

  static final Content FIRST = content("First text");
  static final Content SECOND = content("Second text");
  static final Content THIRD = content("Third text");

  private Example() {}

  static Content content(String words) {
    return Content.of(
        new Text(words, "", "<p>" + words + "</p>", "government", "en", List.of(), "", List.of()),
        Optional.empty());
  }

  /** Revision 1 was published, revision 2 is submitted. */
  static UnderReview underReview() {
    Writing first = Draft.begin("a1", FIRST, List.of(), LIN, NOW);
    Draft published =
        new Published(first.submit(LIN, NOW).next().manuscript().live(new Live(1, "/en/1", false)));
    Writing next = (Writing) Commands.change(published, SECOND, List.of(), TOM, NOW).next();
    return next.submit(TOM, NOW).next();
  }

  static Draft in(String state) {
    UnderReview submitted = underReview();
    Manuscript m = submitted.manuscript();
    Manuscript live = m.live(new Live(2, "/en/1", false));
    return switch (state) {
      case "writing" -> new Writing(m, Writing.Since.TAKEN_BACK);
      case "changes-requested" -> new Writing(m, Writing.Since.CHANGES_REQUESTED);
      case "rejected" -> new Writing(m, Writing.Since.REJECTED);
      case "publication-refused" -> new Writing(m, Writing.Since.PUBLICATION_REFUSED);
      case "under-review" -> submitted;
      case "taking-back" -> new TakingBack(m);
      case "approved" -> new Approved(m);
      case "published" -> new Published(live);
      case "withdrawn" -> new Withdrawn(m.live(new Live(2, "/en/1", true)));
      default -> throw new IllegalArgumentException(state);
    };
  }

  /** Revision 1 is submitted, and nothing was ever published. */
  static Draft unpublished(String state) {
    UnderReview submitted = Draft.begin("a1", FIRST, List.of(), LIN, NOW).submit(LIN, NOW).next();
    Manuscript m = submitted.manuscript();
    return switch (state) {
      case "writing" -> new Writing(m, Writing.Since.TAKEN_BACK);
      case "under-review" -> submitted;
      case "taking-back" -> new TakingBack(m);
      case "approved" -> new Approved(m);
      default -> throw new IllegalArgumentException(state);
    };
  }

  static Digest digest(int revision) {
    return (revision == 1 ? FIRST : SECOND).digest();
  }
}
