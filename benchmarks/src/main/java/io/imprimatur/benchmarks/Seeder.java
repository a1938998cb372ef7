package io.imprimatur.benchmarks;

import com.github.f4b6a3.uuid.UuidCreator;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.InsertManyOptions;
import io.imprimatur.events.Digest;
import io.imprimatur.events.Text;
import io.imprimatur.seals.Seal;
import io.imprimatur.seals.SealVerifier;
import io.imprimatur.seals.Sealer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bson.Document;

/**
 * Fills the store with articles without taking each through its life: takes what the services wrote
 * about one article, in all their collections, and writes it again with another id, title, digest,
 * time and, where there is one, a seal by the stack's own key. So documents have the services' own
 * form, and texts and seals verify. The services must not run meanwhile.
 */
final class Seeder {

  private static final List<String> DATABASES =
      List.of("drafting", "review", "publishing", "notification");

  /** How much older each article is than the one before. */
  private static final Duration DISTANCE = Duration.ofSeconds(20);

  private static final int AT_ONCE = 250;

  /** A compact JWS (RFC 7515) as a value of JSON. */
  private static final Pattern SEAL = Pattern.compile("\"(eyJ[\\w-]+\\.eyJ[\\w-]+\\.[\\w-]+)\"");

  private final Stack stack;
  private final Sealer sealer;

  Seeder(Stack stack) {
    this.stack = stack;
    this.sealer = Sealer.read(stack.keys().resolve("seal.jwks.json"));
  }

  /**
   * An article that stands in the store.
   *
   * @param name what {@link Words} were made with
   */
  record Template(String id, String name) {}

  /** Where a document of the template lies. */
  private record Found(MongoCollection<Document> collection, Document document) {}

  /** Writes the template so many times more, the first older by so many distances. */
  void copy(Template template, int count, int from) {
    try (MongoClient client = MongoClients.create(stack.mongoUri())) {
      Text text = text(template);
      Digest digest = Digest.of(text);
      List<Found> all = find(client, template.id(), digest.value());
      if (all.stream().noneMatch(found -> digest.value().equals(found.document().get("_id")))) {
        throw new IllegalStateException("the services keep another text than " + text);
      }
      String seal =
          all.stream()
              .map(found -> seal(found.document()))
              .filter(Objects::nonNull)
              .findFirst()
              .orElse(null);
      Seal sealed =
          seal == null ? null : new SealVerifier(sealer.publicKeys()).verify(seal, template.id());
      for (int begin = 0; begin < count; begin += AT_ONCE) {
        int end = Math.min(count, begin + AT_ONCE);
        List<Copy> copies = new ArrayList<>();
        for (int i = begin; i < end; i++) {
          copies.add(copy(template, text, digest, seal, sealed, from + i));
        }
        for (Found found : all) {
          found
              .collection()
              .insertMany(
                  copies.stream().map(copy -> copy.of(found.document())).toList(),
                  new InsertManyOptions().ordered(false));
        }
      }
    }
  }

  private static Text text(Template template) {
    return new Text(
        Words.title(template.name()),
        Words.summary(),
        Words.body(template.name()),
        Desk.SECTION,
        "en",
        List.of(),
        "",
        List.of());
  }

  private static List<Found> find(MongoClient client, String id, String digest) {
    var all = new ArrayList<Found>();
    for (String name : DATABASES) {
      var database = client.getDatabase(name);
      for (String collection : database.listCollectionNames()) {
        MongoCollection<Document> documents = database.getCollection(collection);
        for (Document each : documents.find()) {
          String key = String.valueOf(each.get("_id"));
          if (key.contains(id) || key.equals(digest)) {
            all.add(new Found(documents, each));
          }
        }
      }
    }
    return all;
  }

  private static String seal(Document document) {
    Matcher found = SEAL.matcher(document.toJson());
    return found.find() ? found.group(1) : null;
  }

  private Copy copy(
      Template template, Text text, Digest digest, String seal, Seal sealed, int number) {
    String id = UuidCreator.getTimeOrderedEpoch().toString();
    String name = "no " + number;
    Duration older = DISTANCE.multipliedBy(number + 1L);
    Text next =
        new Text(
            Words.title(name),
            text.summary(),
            Words.body(name),
            text.section(),
            text.language(),
            text.topics(),
            text.changeNote(),
            text.attachments());
    Digest nextDigest = Digest.of(next);
    var words = new LinkedHashMap<String, String>();
    if (seal != null) {
      words.put(seal, sealer.seal(again(sealed, id, next, nextDigest, older)));
    }
    words.put(template.id(), id);
    words.put(last8(template.id()), last8(id));
    words.put(digest.value(), nextDigest.value());
    words.put(text.body(), next.body());
    words.put(text.title(), next.title());
    words.put(slug(text.title()), slug(next.title()));
    return new Copy(words, older);
  }

  private static Seal again(Seal seal, String id, Text text, Digest digest, Duration older) {
    return new Seal(
        seal.v(),
        id,
        seal.revision(),
        seal.round(),
        seal.kind(),
        digest,
        text.title(),
        text.summary(),
        text.language(),
        text.section(),
        seal.topics(),
        seal.approvals().stream()
            .map(
                one ->
                    new Seal.Approval(
                        one.step(), one.role(), one.personHash(), one.at().minus(older)))
            .toList(),
        seal.approvedAt().minus(older),
        seal.notBefore());
  }

  private static String last8(String id) {
    return id.substring(id.length() - 8);
  }

  private static String slug(String title) {
    return title.toLowerCase(Locale.ROOT).replace(' ', '-');
  }

  /** One article more: what its words are instead of the template's, and how much older it is. */
  private record Copy(Map<String, String> words, Duration older) {

    Document of(Document template) {
      Document copy = (Document) change(template);
      // Two creations never have the same key.
      if (copy.get("creation") instanceof Document creation && creation.get("key") != null) {
        creation.put("key", UUID.randomUUID().toString());
      }
      return copy;
    }

    private Object change(Object value) {
      return switch (value) {
        case Document document -> {
          var copy = new Document();
          document.forEach((name, each) -> copy.put(name, change(each)));
          yield copy;
        }
        case List<?> list -> list.stream().map(this::change).toList();
        case Date date -> Date.from(date.toInstant().minus(older));
        case String text -> replaced(text);
        case null -> null;
        default -> value;
      };
    }

    private String replaced(String text) {
      String result = text;
      for (Map.Entry<String, String> word : words.entrySet()) {
        if (result.length() >= word.getKey().length()) {
          result = result.replace(word.getKey(), word.getValue());
        }
      }
      return result;
    }
  }
}
