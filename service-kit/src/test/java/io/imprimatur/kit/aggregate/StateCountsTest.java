package io.imprimatur.kit.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.imprimatur.testkit.TestStore;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.BasicQuery;
import org.springframework.data.mongodb.core.query.Update;

class StateCountsTest {

  private static final List<String> STATES = List.of("open", "refused", "done");

  private MongoClient client;
  private MongoTemplate mongo;
  private StateCounts counts;

  @BeforeEach
  void open() {
    String uri = TestStore.newDatabase(StateCountsTest.class);
    client = MongoClients.create(uri);
    mongo = new MongoTemplate(client, uri.replaceAll("\\?.*", "").replaceAll(".*/", ""));
    mongo.indexOps("articles").createIndex(new Index("state", Direction.ASC));
    counts = new StateCounts(mongo, "articles", "state");
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void whereThereIsNothingEveryStateHasNone() {
    assertThat(counts.of(STATES, "done")).isEqualTo(Map.of("open", 0L, "refused", 0L, "done", 0L));
  }

  /** A document that only knows how far the neighbours were read is no article. */
  @Test
  void everyArticleIsCountedOnceWhicheverStateIsTheRest() {
    add(3, "open");
    add(5, "done");
    mongo.insert(new Document("inbox", new Document()), "articles");

    Map<String, Long> expected = Map.of("open", 3L, "refused", 0L, "done", 5L);
    assertThat(counts.of(STATES, "done")).isEqualTo(expected);
    assertThat(counts.of(STATES, "open")).isEqualTo(expected);

    mongo.updateFirst(
        new BasicQuery("{state: 'open'}"), Update.update("state", "refused"), "articles");
    assertThat(counts.of(STATES, "done")).isEqualTo(Map.of("open", 2L, "refused", 1L, "done", 5L));
  }

  private void add(int many, String state) {
    for (int i = 0; i < many; i++) {
      mongo.insert(new Document("state", state), "articles");
    }
  }
}
