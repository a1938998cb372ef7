package io.imprimatur.publishing.site;

import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Where it is told that what is stored of an article can't be shown. Each finding is counted, and
 * noted in the article's document until all is well again.
 */
public final class Alarms {

  private final Runnable counted;
  private final BiConsumer<String, Optional<String>> noted;

  /**
   * @param counted done for each time that an article was not shown
   * @param noted told what is wrong with an article; nothing where all is well
   */
  public Alarms(Runnable counted, BiConsumer<String, Optional<String>> noted) {
    this.counted = counted;
    this.noted = noted;
  }

  /** An article that somebody wanted was not shown. */
  public void raise(String articleId, String why) {
    counted.run();
    note(articleId, why);
  }

  /** An article can't be shown; nobody asked for it, or it is looked at again and again. */
  void note(String articleId, String why) {
    noted.accept(articleId, Optional.of(why));
  }

  void allIsWell(String articleId) {
    noted.accept(articleId, Optional.empty());
  }
}
