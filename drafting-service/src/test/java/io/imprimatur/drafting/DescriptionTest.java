package io.imprimatur.drafting;

import static io.imprimatur.testkit.TestPerson.LIN_YUE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What programs can read about the API. */
class DescriptionTest extends RunningDesk {

  @Test
  void describesEveryCallWithItsHeaders() {
    JsonNode paths = as(LIN_YUE).get("/v3/api-docs").is(200).json().get("paths");
    assertThat(paths.propertyNames())
        .contains(
            "/api/articles",
            "/api/articles/import",
            "/api/articles/{id}",
            "/api/articles/{id}/submission",
            "/api/articles/{id}/timeline")
        .as("pages and what their scripts call are no part of it")
        .allMatch(path -> path.startsWith("/api/"));
    assertThat(names(paths.get("/api/articles/{id}").get("put")))
        .contains("id", "If-Match", "Idempotency-Key")
        .doesNotContain("person", "writer", "key", "version");
    assertThat(names(paths.get("/api/articles").get("get")))
        .contains("section", "state", "language", "q", "limit", "after")
        .doesNotContain("reader", "paging");
  }

  @Test
  void describesWhatEachCallAnswers() {
    JsonNode paths = as(LIN_YUE).get("/v3/api-docs").is(200).json().get("paths");
    List<String> answers = new ArrayList<>();
    paths
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        call ->
                            answers.add(
                                "%s %s %s"
                                    .formatted(
                                        call.getKey(),
                                        path.getKey(),
                                        call.getValue().get("responses").propertyNames()))));
    assertThat(answers)
        .contains(
            "get /api/articles [200, default]",
            "post /api/articles [201, default]",
            "post /api/articles/import [201, default]",
            "get /api/articles/{id} [200, default]",
            "put /api/articles/{id} [200, default]",
            "post /api/articles/{id}/submission [202, default]",
            "delete /api/articles/{id}/submission [202, default]",
            "get /api/articles/{id}/timeline [200, default]",
            "get /api/articles/{id}/revisions/{revision} [200, default]");
  }

  @Test
  void describesTheFormOfAnImport() {
    JsonNode docs = as(LIN_YUE).get("/v3/api-docs").is(200).json();
    JsonNode call = docs.at("/paths/~1api~1articles~1import/post");
    assertThat(names(call)).containsExactly("Idempotency-Key");
    JsonNode body = call.get("requestBody");
    assertThat(body.get("required").asBoolean()).isTrue();
    assertThat(body.get("content").propertyNames()).containsExactly("multipart/form-data");
    JsonNode form = body.at("/content/multipart~1form-data/schema");
    if (form.has("$ref")) {
      form = docs.at(form.get("$ref").asString().substring(1));
    }
    assertThat(form.get("properties").propertyNames())
        .containsExactlyInAnyOrder("file", "section", "language");
    assertThat(form.get("required").toString()).contains("file", "section", "language");
    assertThat(form.at("/properties/file/format").asString()).isEqualTo("binary");
    assertThat(call.at("/responses/201/content").toString()).contains("Receipt");
  }

  private static List<String> names(JsonNode call) {
    List<String> names = new ArrayList<>();
    call.path("parameters").forEach(p -> names.add(p.get("name").asString()));
    return names;
  }
}
