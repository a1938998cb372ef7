package io.imprimatur.kit.restore;

/** How far a restore is, for health, figures and the log. */
final class RestoreProgress {

  /** Where a start stands. */
  enum Stage {
    /** No database was put back. */
    NONE,
    /** Another instance restores, or something needed is away. */
    WAITING,
    READING,
    DONE
  }

  private volatile Stage stage;
  private volatile String note = "";
  private volatile long expected;
  private volatile long read;
  private volatile long takenOver;
  private volatile long listed;

  RestoreProgress(boolean wanted) {
    stage = wanted ? Stage.WAITING : Stage.NONE;
  }

  Stage stage() {
    return stage;
  }

  /** Whether nothing may be served yet. */
  boolean isUnderWay() {
    return stage == Stage.WAITING || stage == Stage.READING;
  }

  /** What it waits for, or did last. */
  String note() {
    return note;
  }

  void waits(String forWhat) {
    stage = Stage.WAITING;
    note = forWhat;
  }

  void notes(String what) {
    note = what;
  }

  /** Begins anew, as after another instance was lost or where more has to be read. */
  void reads(long records) {
    stage = Stage.READING;
    expected = records;
    read = 0;
    takenOver = 0;
    listed = 0;
  }

  /** Something else is read besides. */
  void readsMore(long records) {
    expected += records;
  }

  void hasSeen() {
    read++;
  }

  void hasRead(TakeOver.Outcome outcome) {
    read++;
    switch (outcome) {
      case TAKEN_OVER -> takenOver++;
      case LISTED -> listed++;
      case KNOWN, GAP -> {}
    }
  }

  void done(String how) {
    note = how;
    stage = Stage.DONE;
  }

  long read() {
    return read;
  }

  long takenOver() {
    return takenOver;
  }

  long listed() {
    return listed;
  }

  /** Records of the own topic that are still to be read; 0 where there is nothing to restore. */
  long remaining() {
    return stage == Stage.READING ? Math.max(0, expected - read) : 0;
  }
}
