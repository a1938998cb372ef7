package io.imprimatur.kit.web;

import com.mongodb.MongoException;
import com.mongodb.MongoTimeoutException;
import io.imprimatur.kit.Conflict;
import io.imprimatur.kit.Forbidden;
import io.imprimatur.kit.IfMatch;
import io.imprimatur.kit.KeyReused;
import io.imprimatur.kit.NotFound;
import io.imprimatur.kit.Page;
import io.imprimatur.kit.Paging;
import io.imprimatur.kit.aggregate.Idempotency;
import io.imprimatur.kit.inbox.TransientFailure;
import io.imprimatur.kit.people.Person;
import io.imprimatur.kit.people.PublicPaths;
import io.imprimatur.kit.people.Roles;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.data.mongodb.UncategorizedMongoDbException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Controller;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** The smallest service that shows every part of the HTTP edge. */
@SpringBootConfiguration
@EnableAutoConfiguration
public class EdgeApplication {

  @Bean
  PublicPaths publicPaths() {
    return PublicPaths.none().get("/pages/**").post("/api/open");
  }

  record Note(
      @NotBlank String title, List<String> topics, Integer priority, Boolean urgent, Instant due) {}

  record Answer(String title, String nothing, Instant at) {}

  @RestController
  static class Notes {

    static final Instant AT = Instant.parse("2026-01-31T09:00:00Z");
    static final AtomicInteger WRITTEN = new AtomicInteger();

    @PostMapping("/api/notes")
    Note write(@Valid @RequestBody Note note) {
      WRITTEN.incrementAndGet();
      return note;
    }

    @GetMapping("/api/notes/{id}")
    Versioned<Answer> read(@PathVariable int id) {
      return new Versioned<>(new Answer("note " + id, null, AT), 7);
    }

    @PutMapping("/api/notes/{id}")
    Answer change(@PathVariable int id, IfMatch ifMatch, @RequestBody Note note) {
      ifMatch.require(7, () -> Map.of("version", 7, "title", "what stands there"));
      return new Answer(note.title(), null, AT);
    }

    @GetMapping("/api/numbers")
    Page<Integer> numbers(Paging paging) {
      int from = paging.after(1).map(c -> Integer.parseInt(c.getFirst())).orElse(0);
      return paging.page(
          IntStream.rangeClosed(from + 1, 7).limit(paging.fetch()).boxed().toList(),
          n -> Paging.cursor(n.toString()));
    }

    @GetMapping("/api/validated")
    int validated(@RequestParam @Min(3) int size) {
      return size;
    }

    @GetMapping("/api/me")
    Person me(Person person) {
      return person;
    }

    @GetMapping("/api/desk")
    String desk(Person person) {
      Roles.require(person, Roles.PUBLISHER, Roles.ADMINISTRATOR);
      return "desk";
    }

    @PostMapping("/api/open")
    Map<String, Object> open(Optional<Person> person, Idempotency idempotency) {
      return Map.of("anonymous", person.isEmpty(), "personId", idempotency.personId());
    }

    @PostMapping({"/api/commands", "/api/other-commands"})
    Idempotency command(Idempotency idempotency, @RequestBody(required = false) String body) {
      return idempotency;
    }

    @PostMapping(path = "/api/files", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    Map<String, Object> file(@RequestParam MultipartFile file, Idempotency idempotency) {
      return Map.of("size", file.getSize(), "fingerprint", idempotency.fingerprint());
    }

    @GetMapping("/api/faults/{kind}")
    String fault(@PathVariable String kind) {
      throw switch (kind) {
        case "missing" -> new NotFound("There is no such note");
        case "forbidden" -> new Forbidden("Writers never decide");
        case "framework" ->
            new ErrorResponseException(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                ProblemDetail.forStatusAndDetail(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE, "It is no Word document."),
                new IllegalArgumentException("secret"));
        case "conflict" -> new Conflict("It is under review");
        case "key-reused" -> new KeyReused("k-1");
        case "store" -> new DataAccessResourceFailureException("no server");
        case "driver" -> new MongoTimeoutException("no server");
        case "full" ->
            new UncategorizedMongoDbException("not saved", new MongoException(14031, "no space"));
        case "transient" -> new TransientFailure("others were faster", null);
        default -> new IllegalStateException("secret inner words");
      };
    }
  }

  @Controller
  static class Pages {

    @GetMapping("/pages/{kind}")
    @ResponseBody
    String page(@PathVariable String kind) {
      if (kind.equals("broken")) {
        throw new IllegalStateException("secret inner words");
      }
      throw new NotFound("There is no page <" + kind + ">");
    }
  }
}
