package io.imprimatur.review.approval;

import io.imprimatur.events.Text;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How much a submitted text changes: since the round before it, or against what stands live. */
final class Sizes {

  private static final Logger LOG = LoggerFactory.getLogger(Sizes.class);

  private final Texts texts;

  Sizes(Texts texts) {
    this.texts = texts;
  }

  /**
   * Compares a submission with what review knew before.
   *
   * @return null where the earlier text is no longer there, or two texts could not be compared: a
   *     review opens without its size rather than not at all
   */
  Size of(Text submitted, Review before) {
    if (!(before instanceof Ended ended)) {
      return Size.NEW;
    }
    Round last = ended.round();
    boolean stands =
        ended.dossier().live() != null && ended.dossier().live().digest().equals(last.digest());
    try {
      Optional<Text> earlier = texts.find(last.digest()).filter(last::isOf);
      return earlier
          .map(e -> Differences.between(e, submitted, Locale.of(submitted.language())).count())
          .map(
              changes ->
                  stands
                      ? new Size(Size.Base.LIVE, last.revision(), changes)
                      : new Size(Size.Base.ROUND, last.number(), changes))
          .orElse(null);
    } catch (IllegalArgumentException | IllegalStateException e) {
      LOG.warn("The size of a change to {} was not found", ended.dossier().articleId(), e);
      return null;
    }
  }
}
