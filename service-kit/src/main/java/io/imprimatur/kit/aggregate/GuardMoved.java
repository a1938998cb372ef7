package io.imprimatur.kit.aggregate;

import io.imprimatur.kit.inbox.TransientFailure;

/**
 * Others changed the article each time before this change could be written. Trying later may work.
 */
public final class GuardMoved extends TransientFailure {

  private static final long serialVersionUID = 1L;

  GuardMoved(String id, int tries) {
    super("article " + id + " was changed by others " + tries + " times in a row", null);
  }
}
