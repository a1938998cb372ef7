package io.imprimatur.publishing.publication;

import io.imprimatur.seals.Seal;
import java.util.List;
import java.util.Optional;

/**
 * All that the site knows of an article, for staff.
 *
 * @param earlier the texts that stood at its address before, the oldest first
 * @param forgeries events that claimed an approval of it, as far as the person may see them
 * @param seal what the seal of the text says that stands, or stood last; nothing where none was
 *     taken, or where it doesn't prove, or can't be checked now
 */
public record Dossier(
    Entry entry,
    List<EarlierEdition> earlier,
    List<RefusedEvents.Forgery> forgeries,
    Optional<Seal> seal) {

  public Dossier {
    earlier = List.copyOf(earlier);
    forgeries = List.copyOf(forgeries);
  }
}
