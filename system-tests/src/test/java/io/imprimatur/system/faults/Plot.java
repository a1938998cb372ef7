package io.imprimatur.system.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What shall become of an article, drawn before it begins.
 *
 * @param writer who creates and submits it
 * @param rounds how each round of its first way ends
 * @param updated changed and approved once more after it was published
 * @param withdrawn taken from the site at its end
 * @param returns approved once more after the withdrawal
 * @param signsInAgain its writer begins with a new token
 */
record Plot(
    Beat beat,
    String language,
    String writer,
    List<Ending> rounds,
    boolean updated,
    boolean withdrawn,
    boolean returns,
    boolean signsInAgain) {

  /** What becomes of a round. */
  enum Ending {
    CHANGES_REQUESTED,
    REJECTED,
    TAKEN_BACK,
    TAKEN_BACK_TOO_LATE_PERHAPS,
    APPROVED
  }

  static Plot drawn(Random choices) {
    Beat beat = Beat.ALL.get(choices.nextInt(Beat.ALL.size()));
    String language = choices.nextInt(4) == 0 ? "zh" : "en";
    String writer = beat.writer(choices);
    int troubles = choices.nextInt(10) < 5 ? 0 : choices.nextInt(10) < 7 ? 1 : 2;
    List<Ending> rounds = new ArrayList<>();
    for (int i = 0; i < troubles; i++) {
      rounds.add(trouble(choices.nextInt(10)));
    }
    boolean abandoned = troubles > 0 && choices.nextInt(12) == 0;
    if (!abandoned) {
      rounds.add(Ending.APPROVED);
    }
    boolean updated = !abandoned && choices.nextInt(6) == 0;
    boolean withdrawn = !abandoned && choices.nextInt(7) == 0;
    boolean returns = withdrawn && choices.nextBoolean();
    boolean signsInAgain = choices.nextInt(20) == 0;
    return new Plot(beat, language, writer, rounds, updated, withdrawn, returns, signsInAgain);
  }

  private static Ending trouble(int drawn) {
    if (drawn < 4) {
      return Ending.CHANGES_REQUESTED;
    }
    if (drawn < 6) {
      return Ending.TAKEN_BACK;
    }
    return drawn < 9 ? Ending.TAKEN_BACK_TOO_LATE_PERHAPS : Ending.REJECTED;
  }
}
