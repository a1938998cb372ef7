package io.imprimatur.kit.aggregate;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.data.mongodb.core.MongoOperations;

/**
 * How many articles of a service are in each state. One state is where most of them end up and stay
 * for years: it is not counted, but is the rest of what the store says that it has.
 */
public final class StateCounts {

  private final MongoOperations mongo;
  private final String collection;
  private final String field;

  /**
   * @param field holds a state's name and begins an index; a document without it has no state
   */
  public StateCounts(MongoOperations mongo, String collection, String field) {
    this.mongo = mongo;
    this.collection = collection;
    this.field = field;
  }

  /**
   * Counts by index.
   *
   * @param states their names, all there are
   * @param last the one among them that is the rest
   */
  public Map<String, Long> of(Collection<String> states, String last) {
    long all = mongo.estimatedCount(collection);
    long others = mongo.count(query(where(field).is(null)), collection);
    Map<String, Long> counts = new HashMap<>();
    for (String state : states) {
      if (!state.equals(last)) {
        long count = mongo.count(query(where(field).is(state)), collection);
        counts.put(state, count);
        others += count;
      }
    }
    counts.put(last, Math.max(0, all - others));
    return counts;
  }
}
