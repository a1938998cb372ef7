package io.imprimatur.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What goes over the wire stays what it is, and what is no event is refused by name. */
class EventJsonTest {

  /** Fields that an event may lack, besides lists. */
  private static final Set<String> OPTIONAL =
      Set.of(
          "imprimatur.draft.submitted.v1 translationOf",
          "imprimatur.review.step-approved.v1 reason",
          "imprimatur.article.approved.v1 seal",
          "imprimatur.article.approved.v1 translationOf",
          "imprimatur.article.published.v1 seal",
          "imprimatur.article.published.v1 translationOf",
          "imprimatur.article.updated.v1 seal");

  static Stream<String> types() {
    return Examples.ALL.keySet().stream();
  }

  /** Each field of each event, one level of nesting included, as a JSON pointer. */
  static Stream<Arguments> fields() {
    return types()
        .flatMap(
            type -> {
              List<String> pointers = new ArrayList<>();
              collect(Golden.tree(type), "", pointers);
              return pointers.stream().map(p -> Arguments.of(type, p));
            });
  }

  private static void collect(JsonNode node, String at, List<String> pointers) {
    if (node instanceof ObjectNode object) {
      object.propertyNames().forEach(name -> pointers.add(at + "/" + name));
      object.propertyNames().forEach(name -> collect(object.get(name), at + "/" + name, pointers));
    } else if (node instanceof ArrayNode array && !array.isEmpty()) {
      collect(array.get(0), at + "/0", pointers);
    }
  }

  @Test
  void everyEventHasAnExampleAndAGoldenFile() throws Exception {
    Set<Class<?>> events = new HashSet<>();
    leaves(LifecycleEvent.class, events);
    assertThat(Examples.ALL.values()).extracting(Object::getClass).hasSameElementsAs(events);
    Path folder = Path.of(EventJsonTest.class.getResource("/golden").toURI());
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(f -> f.getFileName().toString().replaceAll("\\.json$", "")))
          .hasSameElementsAs(Examples.ALL.keySet());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "drafting, DraftSubmitted TakeBackRequested",
    "review, ReviewOpened StepApproved ChangesRequested ArticleRejected ReviewClosed"
        + " TakeBackRefused ArticleApproved",
    "publishing, ArticlePublished ArticleUpdated ArticleWithdrawn PublicationRefused",
    "notification, AlertStarted AlertCompleted AlertStopped"
  })
  void eachServiceTellsItsOwnEvents(String source, String names) {
    assertThat(Examples.ALL.values())
        .filteredOn(event -> event.source().equals(source))
        .extracting(event -> event.getClass().getSimpleName())
        .containsExactlyInAnyOrder(names.split(" "));
  }

  @Test
  void theNamesOfAKindAreThoseOfItsEventsAndOfNoOthers() {
    assertThat(EventJson.typesOf(DraftingEvent.class))
        .containsExactlyInAnyOrder(
            "imprimatur.draft.submitted.v1", "imprimatur.draft.take-back-requested.v1");
    assertThat(EventJson.typesOf(LifecycleEvent.class)).isEqualTo(Examples.ALL.keySet());
  }

  private static void leaves(Class<?> type, Set<Class<?>> found) {
    if (type.isSealed()) {
      Arrays.stream(type.getPermittedSubclasses()).forEach(t -> leaves(t, found));
    } else {
      found.add(type);
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void theGoldenFileReadsAsTheEvent(String type) {
    assertThat(EventJson.read(type, Golden.bytes(type))).contains(Examples.ALL.get(type));
  }

  @ParameterizedTest
  @MethodSource("types")
  void theEventIsWrittenAsTheGoldenFile(String type) {
    LifecycleEvent event = Examples.ALL.get(type);
    assertThat(EventJson.typeOf(event)).isEqualTo(type);
    byte[] written = EventJson.write(event);
    assertThat(Golden.JSON.readTree(written)).isEqualTo(Golden.tree(type));
    assertThat(new String(written, StandardCharsets.UTF_8))
        .isEqualTo(new String(Golden.write(Golden.tree(type)), StandardCharsets.UTF_8));
    assertThat(EventJson.write(event)).isEqualTo(written);
  }

  @ParameterizedTest
  @MethodSource("types")
  void theGoldenFileShowsEveryField(String type) {
    Set<String> components =
        Arrays.stream(Examples.ALL.get(type).getClass().getRecordComponents())
            .map(RecordComponent::getName)
            .collect(Collectors.toSet());
    assertThat(Golden.tree(type).propertyNames()).hasSameElementsAs(components);
  }

  @ParameterizedTest
  @MethodSource("fields")
  void aMissingFieldIsRefusedByNameUnlessItIsOptional(String type, String pointer) {
    String field = pointer.substring(pointer.lastIndexOf('/') + 1);
    ObjectNode missing = Golden.tree(type);
    parent(missing, pointer).remove(field);
    ObjectNode isNull = Golden.tree(type);
    parent(isNull, pointer).putNull(field);
    for (ObjectNode tree : List.of(missing, isNull)) {
      if (OPTIONAL.contains(type + " " + field)) {
        LifecycleEvent event = EventJson.read(type, Golden.write(tree)).orElseThrow();
        assertThat(Golden.JSON.readTree(EventJson.write(event))).isEqualTo(missing);
      } else {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> EventJson.read(type, Golden.write(tree)))
            .withMessageContaining(type)
            .withMessageContaining(field);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("fields")
  void aFieldOfAnotherTypeIsRefused(String type, String pointer) {
    String field = pointer.substring(pointer.lastIndexOf('/') + 1);
    JsonNodeFactory make = JsonNodeFactory.instance;
    JsonNode right = Golden.tree(type).at(pointer);
    for (JsonNode wrong :
        List.of(
            make.stringNode("1"),
            make.numberNode(1),
            make.numberNode(1.5),
            make.booleanNode(true),
            make.arrayNode().add(1),
            make.objectNode().put("x", 1))) {
      if (wrong.getNodeType() == right.getNodeType() && !wrong.isFloatingPointNumber()) {
        continue;
      }
      ObjectNode tree = Golden.tree(type);
      parent(tree, pointer).set(field, wrong);
      assertThatThrownBy(() -> EventJson.read(type, Golden.write(tree)))
          .as("%s %s = %s", type, pointer, wrong)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(type);
    }
  }

  private static ObjectNode parent(ObjectNode tree, String pointer) {
    return (ObjectNode) tree.at(pointer.substring(0, pointer.lastIndexOf('/')));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1770000000", "1.5", "\"2026-02-03\"", "\"2026-02-03T08:00:00\"", "\"\"", "\" \""})
  void aTimeIsAnInstantInIsoForm(String time) {
    String body =
        "{\"revision\":1,\"round\":1,\"by\":{\"id\":\"a\",\"name\":\"A\"},\"at\":" + time + "}";
    assertThatThrownBy(
            () ->
                EventJson.read(
                    "imprimatur.review.closed.v1", body.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @MethodSource("types")
  void whatANewerProducerAddsIsLeftAside(String type) {
    ObjectNode tree = Golden.tree(type);
    tree.put("addedLater", "x").putObject("andThis").put("y", 1);
    assertThat(EventJson.read(type, Golden.write(tree))).contains(Examples.ALL.get(type));
  }

  @ParameterizedTest
  @MethodSource("types")
  void aFieldThatComesTwiceIsRefused(String type) {
    String twice =
        new String(Golden.bytes(type), StandardCharsets.UTF_8)
            .replaceFirst("\"revision\"", "\"revision\": 1, \"revision\"");
    refused(type, twice);
  }

  @ParameterizedTest
  @MethodSource("types")
  void anythingBehindTheEventIsRefused(String type) {
    String golden = new String(Golden.bytes(type), StandardCharsets.UTF_8);
    refused(type, golden + "{}");
    refused(type, golden + "x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "null", "[]", "{}", "1", "\"text\"", "{", "{\"revision\":}"})
  void aBodyThatIsNoEventIsRefused(String body) {
    types().forEach(type -> refused(type, body));
  }

  @Test
  void aBodyThatIsNoUtf8IsRefused() {
    assertThatThrownBy(
            () ->
                EventJson.read(
                    "imprimatur.alert.started.v1", new byte[] {'{', '"', (byte) 0xff, '"', ':'}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aBodyNestedWithoutEndIsRefused() {
    refused("imprimatur.alert.started.v1", "{\"x\":" + "[".repeat(100_000));
  }

  private static void refused(String type, String body) {
    assertThatThrownBy(() -> EventJson.read(type, body.getBytes(StandardCharsets.UTF_8)))
        .as("%s: %s", type, body.length() > 200 ? body.substring(0, 200) : body)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(type);
  }

  @Test
  void anUnknownTypeIsNobodysEvent() throws IOException {
    assertThat(
            EventJson.read("imprimatur.draft.submitted.v2", "{}".getBytes(StandardCharsets.UTF_8)))
        .isEmpty();
    assertThat(EventJson.read("", new byte[0])).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "imprimatur.alert.started.v1, revision, 0",
    "imprimatur.alert.started.v1, revision, -1",
    "imprimatur.alert.started.v1, matched, -1",
    "imprimatur.alert.completed.v1, sent, -1",
    "imprimatur.alert.completed.v1, failed, -1",
    "imprimatur.alert.stopped.v1, uncertain, -1",
    "imprimatur.review.closed.v1, round, 0",
  })
  void aNumberOutOfRangeIsRefusedByName(String type, String field, int value) {
    ObjectNode tree = Golden.tree(type).put(field, value);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EventJson.read(type, Golden.write(tree)))
        .withMessageContaining(field)
        .withMessageContaining(String.valueOf(value));
  }

  @ParameterizedTest
  @CsvSource({
    "imprimatur.review.changes-requested.v1, reason",
    "imprimatur.review.rejected.v1, reason",
    "imprimatur.article.withdrawn.v1, reason",
    "imprimatur.publication.refused.v1, reason",
    "imprimatur.alert.stopped.v1, reason",
    "imprimatur.article.published.v1, path"
  })
  void anEmptyReasonIsRefusedByName(String type, String field) {
    ObjectNode tree = Golden.tree(type).put(field, " ");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EventJson.read(type, Golden.write(tree)))
        .withMessageContaining(field);
  }

  @Test
  void aTakeBackIsRefusedForAKnownCauseOnly() {
    String type = "imprimatur.review.take-back-refused.v1";
    for (String cause :
        List.of("approved", "changes-requested", "rejected", "closed", "unknown-round")) {
      ObjectNode tree = Golden.tree(type).put("cause", cause);
      assertThat(EventJson.read(type, Golden.write(tree))).isPresent();
    }
    ObjectNode tree = Golden.tree(type).put("cause", "mood");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EventJson.read(type, Golden.write(tree)))
        .withMessageContaining("cause");
  }

  @Test
  void aDigestHasOneForm() {
    for (String wrong :
        List.of(
            "", "sha256:", "sha256:" + "A".repeat(64), "md5:" + "a".repeat(64), "a".repeat(64))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Digest(wrong))
          .withMessageContaining("64 lower-case hex digits");
    }
  }
}
