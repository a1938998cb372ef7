package io.imprimatur.kit.inbox;

import com.mongodb.MongoException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import org.apache.kafka.common.errors.RetriableException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;

/** Something needed is away for now: an event is tried again until it is back. */
public class TransientFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** MongoDB's OutOfDiskSpace. Spring has no exception for it. */
  private static final int OUT_OF_DISK_SPACE = 14031;

  /** MongoDB's WriteConflict. Spring takes it for a fault of the data. */
  private static final int WRITE_CONFLICT = 112;

  public TransientFailure(String message, Throwable cause) {
    super(message, cause);
  }

  /** Whether a failure passes by itself: one of these, or a database or broker that is away. */
  public static boolean isBehind(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof TransientFailure
          || t instanceof TransientDataAccessException
          || t instanceof DataAccessResourceFailureException
          || t instanceof MongoSocketException
          || t instanceof MongoTimeoutException
          || t instanceof MongoInterruptedException
          || t instanceof MongoNotPrimaryException
          || t instanceof MongoNodeIsRecoveringException
          || t instanceof RetriableException) {
        return true;
      }
    }
    return isStoreFull(failure) || isWriteConflict(failure);
  }

  /** Whether the database takes no writes because its disk is full. */
  public static boolean isStoreFull(Throwable failure) {
    return hasCode(failure, OUT_OF_DISK_SPACE);
  }

  /**
   * Whether a write collided with another at the same moment: nothing of it was written, and it has
   * to be tried again before anybody knows what becomes of it.
   */
  public static boolean isWriteConflict(Throwable failure) {
    return hasCode(failure, WRITE_CONFLICT);
  }

  private static boolean hasCode(Throwable failure, int code) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof MongoException refused && refused.getCode() == code) {
        return true;
      }
    }
    return false;
  }
}
