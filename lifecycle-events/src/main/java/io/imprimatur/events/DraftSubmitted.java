package io.imprimatur.events;

import static io.imprimatur.events.Required.atLeastOne;
import static io.imprimatur.events.Required.list;
import static io.imprimatur.events.Required.present;

import java.time.Instant;
import java.util.List;

/**
 * A writer gave a revision to review. From here on its text is frozen.
 *
 * @param revision counted from 1; each submission makes a new one
 * @param round the round of review that this submission asks for, counted from 1
 * @param text the whole text to be reviewed
 * @param digest the digest of {@code text}
 * @param translationOf the id of the article that this one translates, or null; not part of the
 *     digest
 * @param by who submitted it
 * @param editors everybody who wrote or edited the text since the article was last published; they
 *     never decide on it
 * @param at when it was submitted
 */
public record DraftSubmitted(
    int revision,
    int round,
    Text text,
    Digest digest,
    String translationOf,
    Person by,
    List<Person> editors,
    Instant at)
    implements DraftingEvent {
  public DraftSubmitted {
    atLeastOne("revision", revision);
    atLeastOne("round", round);
    present("text", text);
    present("digest", digest);
    present("by", by);
    editors = list("editors", editors);
    present("at", at);
  }
}
