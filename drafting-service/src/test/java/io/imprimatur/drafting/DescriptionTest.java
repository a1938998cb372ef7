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
            "/api/articles/{id}/timeline");
    assertThat(names(paths.get("/api/articles/{id}").get("put")))
        .contains("id", "If-Match", "Idempotency-Key")
        .doesNotContain("person", "writer", "key", "version");
    assertThat(names(paths.get("/api/articles").get("get")))
        .contains("section", "state", "language", "q", "limit", "after")
        .doesNotContain("reader", "paging");
  }

  private static List<String> names(JsonNode call) {
    List<String> names = new ArrayList<>();
    call.path("parameters").forEach(p -> names.add(p.get("name").asString()));
    return names;
  }
}
