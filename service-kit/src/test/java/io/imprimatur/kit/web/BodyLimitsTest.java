package io.imprimatur.kit.web;

import static io.imprimatur.kit.web.Http.json;
import static io.imprimatur.kit.web.Http.problem;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A too large body gets its answer, however it is sent. */
class BodyLimitsTest extends EdgeTest {

  private static final int LIMIT = 2 << 20;

  private static byte[] note(int bytes) {
    String start = "{\"title\":\"";
    String end = "\"}";
    return (start + "a".repeat(bytes - start.length() - end.length()) + end)
        .getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void aBodyOfExactlyTheLimitIsTaken() {
    assertThat(post(BodyPublishers.ofByteArray(note(LIMIT))).statusCode()).isEqualTo(200);
    assertThat(post(chunked(note(LIMIT))).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(ints = {LIMIT + 1, 3 * LIMIT, 20 * LIMIT})
  void aLargerBodyIsAnsweredWhetherItsLengthIsKnownOrNot(int bytes) {
    byte[] body = note(bytes);
    assertThat(problem(post(BodyPublishers.ofByteArray(body)), 413).path("limit").intValue())
        .isEqualTo(LIMIT);
    assertThat(problem(post(chunked(body)), 413).path("detail").stringValue()).contains("2 MiB");
  }

  @Test
  void aClientThatAsksFirstNeedNotSendIt() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      socket
          .getOutputStream()
          .write(
              """
              POST /api/notes HTTP/1.1
              Host: 127.0.0.1
              Authorization: Bearer %s
              Content-Type: application/json
              Content-Length: 9000000
              Expect: 100-continue

              """
                  .replace("\n", "\r\n")
                  .formatted(ISSUER.token("lin.yue", List.of("writer")))
                  .getBytes(StandardCharsets.US_ASCII));
      byte[] start = socket.getInputStream().readNBytes(12);
      assertThat(new String(start, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 413");
    }
  }

  @Test
  void aStrangerIsNotHeardOutButAnswered() {
    HttpResponse<String> answer =
        stranger.send(
            "POST",
            "/api/notes",
            BodyPublishers.ofByteArray(note(4 * LIMIT)),
            "Content-Type",
            "application/json");
    problem(answer, 401);
  }

  @Test
  void anUploadMayBeLargerThanABody() {
    HttpResponse<String> answer = upload(LIMIT + 500_000, false);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(json(answer).path("size").intValue()).isEqualTo(LIMIT + 500_000);
  }

  @Test
  void aTooLargeUploadIsAnswered() {
    problem(upload(4 << 20, false), 413);
    problem(upload(4 << 20, true), 413);
    problem(upload((3 << 20) + 10, false), 413);
  }

  @Test
  void aFileMayHaveALongChineseName() {
    HttpResponse<String> answer = upload("防汛抗旱指挥部通知".repeat(28) + ".docx", 1000, false);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  @Test
  void aMissingFileIsNamed() {
    String body = "--b\r\nContent-Disposition: form-data; name=\"other\"\r\n\r\nx\r\n--b--\r\n";
    HttpResponse<String> answer =
        http.send(
            "POST",
            "/api/files",
            BodyPublishers.ofString(body),
            "Content-Type",
            "multipart/form-data; boundary=b");
    assertThat(problem(answer, 400).path("errors").get(0).path("field").stringValue())
        .isEqualTo("file");
  }

  @Test
  void aBrokenUploadIsABadRequest() {
    problem(
        http.send(
            "POST",
            "/api/files",
            BodyPublishers.ofString("no parts"),
            "Content-Type",
            "multipart/form-data"),
        400);
  }

  @Test
  void theSameFileSentTwiceHasOneFingerprint() {
    String first = json(upload(1000, false)).path("fingerprint").stringValue();
    assertThat(json(upload(1000, false)).path("fingerprint").stringValue()).isEqualTo(first);
    assertThat(json(upload(1001, false)).path("fingerprint").stringValue()).isNotEqualTo(first);
  }

  private HttpResponse<String> upload(int bytes, boolean chunked) {
    return upload("a.txt", bytes, chunked);
  }

  private HttpResponse<String> upload(String name, int bytes, boolean chunked) {
    String boundary = "b" + System.nanoTime();
    String start =
        "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n\r\n"
            .formatted(boundary, name);
    byte[] body =
        (start + "a".repeat(bytes) + "\r\n--" + boundary + "--\r\n")
            .getBytes(StandardCharsets.UTF_8);
    return http.send(
        "POST",
        "/api/files",
        chunked ? chunked(body) : BodyPublishers.ofByteArray(body),
        "Content-Type",
        "multipart/form-data; boundary=" + boundary);
  }

  private HttpResponse<String> post(BodyPublisher body) {
    return http.send("POST", "/api/notes", body, "Content-Type", "application/json");
  }

  /** A body whose length the client doesn't tell. */
  private static BodyPublisher chunked(byte[] body) {
    InputStream stream = new ByteArrayInputStream(body);
    return BodyPublishers.ofInputStream(() -> stream);
  }
}
