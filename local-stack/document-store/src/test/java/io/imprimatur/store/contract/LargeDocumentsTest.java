package io.imprimatur.store.contract;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Updates;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonMaximumSizeExceededException;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Documents up to 16 MiB, and above. */
class LargeDocumentsTest {

  private static final int MEGABYTE = 1_000_000;

  @RegisterExtension static final ServerUnderTest server = new ServerUnderTest();

  private final MongoCollection<Document> documents = server.collection();

  @Test
  void keepsFiveMegabytesAndGivesOutMoreThanFitsIntoOneMessage() {
    String text = "x".repeat(5 * MEGABYTE);
    for (int i = 0; i < 12; i++) {
      documents.insertOne(new Document("_id", i).append("text", text));
    }

    assertThat(documents.find(eq(3)).first().getString("text")).isEqualTo(text);
    List<Integer> ids = new ArrayList<>();
    documents.find().sort(new Document("_id", -1)).forEach(d -> ids.add(d.getInteger("_id")));
    assertThat(ids).containsExactly(11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
  }

  @Test
  void refusesSeventeenMegabytes() {
    Document large = new Document("_id", 1).append("text", "x".repeat(17 * MEGABYTE));

    assertThatThrownBy(() -> documents.insertOne(large))
        .isInstanceOfAny(BsonMaximumSizeExceededException.class, MongoException.class);

    documents.insertOne(new Document("_id", 2));
    assertThat(documents.countDocuments()).isEqualTo(1);
  }

  @Test
  void refusesAnUpdateThatGrowsADocumentAboveTheLimit() {
    documents.insertOne(new Document("_id", 1).append("list", List.of()));
    String text = "x".repeat(6 * MEGABYTE);
    documents.updateOne(eq(1), Updates.push("list", text));
    documents.updateOne(eq(1), Updates.push("list", text));

    assertThatThrownBy(() -> documents.updateOne(eq(1), Updates.push("list", text)))
        .isInstanceOfSatisfying(
            MongoException.class, e -> assertThat(e.getCode()).isIn(10334, 17419));
    assertThat(documents.find(eq(1)).first().getList("list", String.class)).hasSize(2);
  }
}
