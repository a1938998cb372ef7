package io.imprimatur.store.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.BulkOperations;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Update;

/** The store as the services use it: through Spring Data's template. */
class SpringDataTest {

  private static final MongoClient CLIENT = MongoClients.create(ServerUnderTest.uri());

  private final MongoTemplate template = new MongoTemplate(CLIENT, "contract_spring");

  record Entry(long sequence, String type, Instant at) {}

  record Article(
      @Id String id, @Version Long guard, String state, List<Entry> outbox, Instant changed) {}

  private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");

  @BeforeEach
  void empty() {
    template.getDb().drop();
  }

  @AfterAll
  static void close() {
    CLIENT.close();
  }

  @Test
  void savesAndFindsRecords() {
    Article saved = template.insert(article("a1", "writing"));
    template.insert(article("a2", "submitted"));

    assertThat(template.findById("a1", Article.class)).isEqualTo(saved);
    assertThat(
            template.find(
                query(where("state").in("writing", "submitted"))
                    .with(Sort.by("id").descending())
                    .limit(1),
                Article.class))
        .extracting(Article::id)
        .containsExactly("a2");
    assertThat(template.count(query(where("state").is("writing")), Article.class)).isEqualTo(1);
    assertThat(template.exists(query(where("id").is("a9")), Article.class)).isFalse();
    assertThatThrownBy(() -> template.insert(article("a1", "writing")))
        .isInstanceOf(DuplicateKeyException.class);
  }

  @Test
  void oneUpdateSetsTheStateAndPushesTheEvent() {
    template.insert(article("a1", "writing"));

    Article after =
        template.findAndModify(
            query(where("id").is("a1").and("guard").is(0)),
            new Update()
                .set("state", "submitted")
                .push("outbox", new Entry(2, "submitted", NOW))
                .inc("guard", 1),
            FindAndModifyOptions.options().returnNew(true),
            Article.class);
    long pulled =
        template
            .updateFirst(
                query(where("id").is("a1")),
                new Update().pull("outbox", query(where("sequence").lte(1))),
                Article.class)
            .getModifiedCount();

    assertThat(after.outbox()).extracting(Entry::sequence).containsExactly(1L, 2L);
    assertThat(after.guard()).isEqualTo(1);
    assertThat(pulled).isEqualTo(1);
    assertThat(template.findById("a1", Article.class).outbox())
        .containsExactly(new Entry(2, "submitted", NOW));
  }

  @Test
  void aStaleVersionIsRefused() {
    Article first = template.insert(article("a1", "writing"));
    template.save(first);

    assertThatThrownBy(() -> template.save(first))
        .isInstanceOf(OptimisticLockingFailureException.class);
  }

  @Test
  void filteredElementsAndUpserts() {
    template.insert(article("a1", "writing"));

    template.updateMulti(
        query(where("id").is("a1")),
        new Update().set("outbox.$[e].type", "x").filterArray(where("e.sequence").is(1)),
        Article.class);
    template.upsert(
        query(where("id").is("a2")),
        new Update().setOnInsert("state", "new").set("changed", NOW),
        Article.class);

    assertThat(template.findById("a1", Article.class).outbox().getFirst().type()).isEqualTo("x");
    assertThat(template.findById("a2", Article.class).state()).isEqualTo("new");
  }

  @Test
  void makesIndexesAndFindsTheOldestUnsent() {
    template
        .indexOps(Article.class)
        .createIndex(new Index().on("outbox.at", Sort.Direction.ASC).sparse());
    template.insert(article("a1", "writing"));
    template.insert(new Article("a2", null, "writing", List.of(), NOW));

    assertThat(
            template.find(
                query(where("outbox.at").lt(NOW.plusSeconds(1))).limit(100), Article.class))
        .extracting(Article::id)
        .containsExactly("a1");
    assertThat(template.indexOps(Article.class).getIndexInfo()).hasSize(2);
  }

  @Test
  void bulkWritesAndStreams() {
    BulkOperations bulk = template.bulkOps(BulkOperations.BulkMode.UNORDERED, Article.class);
    for (int i = 0; i < 250; i++) {
      bulk.insert(article("b" + i, i % 2 == 0 ? "even" : "odd"));
    }
    bulk.execute();

    List<String> ids = new ArrayList<>();
    try (var stream =
        template.stream(query(where("state").is("even")).cursorBatchSize(10), Article.class)) {
      stream.forEach(article -> ids.add(article.id()));
    }
    assertThat(ids).hasSize(125).doesNotHaveDuplicates();
    assertThat(template.findDistinct("state", Article.class, String.class))
        .containsExactlyInAnyOrder("even", "odd");
    assertThat(template.getCollection("article").countDocuments(new Document())).isEqualTo(250);
  }

  private static Article article(String id, String state) {
    return new Article(id, null, state, List.of(new Entry(1, "created", NOW)), NOW);
  }
}
