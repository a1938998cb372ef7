package io.imprimatur.publishing.site;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

/**
 * Where it is told that what is stored of an article can't be shown. Each finding is counted, and
 * noted in the article's document until all is well again.
 */
public final class Alarms {

  private static final Logger LOG = System.getLogger(Alarms.class.getName());

  private final AtomicLong raised = new AtomicLong();
  private final Runnable counted;
  private final BiConsumer<String, Optional<String>> noted;

  /**
   * @param counted done for each time that an article was left out of what was made
   * @param noted told what is wrong with an article; nothing where all is well
   */
  public Alarms(Runnable counted, BiConsumer<String, Optional<String>> noted) {
    this.counted = counted;
    this.noted = noted;
  }

  /** An article was left out of what was made. */
  public void raise(String articleId, String why) {
    raised.incrementAndGet();
    counted.run();
    note(articleId, why);
  }

  /** An article can't be shown; nobody asked for it, or it is looked at again and again. */
  void note(String articleId, String why) {
    write(articleId, Optional.of(why));
  }

  void allIsWell(String articleId) {
    write(articleId, Optional.empty());
  }

  /** How often one was raised so far. */
  long raised() {
    return raised.get();
  }

  /** What can be read is shown, also while nothing can be written. */
  private void write(String articleId, Optional<String> wrong) {
    try {
      noted.accept(articleId, wrong);
    } catch (RuntimeException e) {
      LOG.log(
          Level.WARNING, "what is wrong with article {0} can''t be noted now: {1}", articleId, e);
    }
  }
}
