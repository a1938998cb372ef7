package io.imprimatur.kit.session;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import io.imprimatur.kit.pages.PagesSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.Map;
import org.bson.Document;
import org.bson.types.Binary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.session.MapSession;
import org.springframework.session.SessionRepository;

/**
 * Sessions in the service's store. A document's id is the hash of the session's, so who reads the
 * database can't take a session over. An existing session is only ever updated, never made again,
 * so a request that was slower than the sign-out doesn't bring it back.
 */
final class MongoSessions implements SessionRepository<StaffSession> {

  static final String COLLECTION = "sessions";

  private static final Logger LOG = LoggerFactory.getLogger(MongoSessions.class);

  /** Only what our sessions hold is read back: nobody can plant another class in the store. */
  private static final ObjectInputFilter CLASSES =
      ObjectInputFilter.Config.createFilter(
          "maxdepth=40;maxarray=100000;io.imprimatur.kit.**;org.springframework.security.**;"
              + "java.lang.*;java.util.**;java.time.*;java.net.URL;java.net.URI;"
              + "jakarta.servlet.http.Cookie;org.springframework.http.**;"
              + "org.springframework.web.servlet.FlashMap;org.springframework.util.*;!*");

  private final MongoOperations store;
  private final PagesSettings settings;
  private final Clock clock;

  MongoSessions(MongoOperations store, PagesSettings settings, Clock clock) {
    this.store = store;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public StaffSession createSession() {
    return new StaffSession(settings.strangerIdle());
  }

  @Override
  public void save(StaffSession session) {
    if (session.isNew()) {
      Document attributes = new Document();
      session
          .getAttributeNames()
          .forEach(name -> attributes.put(key(name), bytes(session.getAttribute(name))));
      insert(
          new Document("_id", hash(session.getId()))
              .append("created", Date.from(session.getCreationTime()))
              .append("accessed", Date.from(session.getLastAccessedTime()))
              .append("idleSeconds", session.getMaxInactiveInterval().toSeconds())
              .append("expires", Date.from(expiry(session)))
              .append("attributes", attributes));
    } else if (session.renamed()) {
      rename(session);
    } else if (session.worthWriting(settings.accessNoted())) {
      store.updateFirst(byId(session.storedId()), changes(session), COLLECTION);
    }
    session.written();
  }

  /** After sign-in a session goes on under a new id, and nothing is found under the old one. */
  private void rename(StaffSession session) {
    Document old = store.findAndRemove(byId(session.storedId()), Document.class, COLLECTION);
    if (old == null) {
      return; // ended meanwhile
    }
    Document attributes = old.get("attributes", Document.class);
    for (String name : session.changed()) {
      Object value = session.getAttribute(name);
      if (value == null) {
        attributes.remove(key(name));
      } else {
        attributes.put(key(name), bytes(value));
      }
    }
    old.put("_id", hash(session.getId()));
    old.put("accessed", Date.from(session.getLastAccessedTime()));
    old.put("idleSeconds", session.getMaxInactiveInterval().toSeconds());
    old.put("expires", Date.from(expiry(session)));
    insert(old);
  }

  /** As it is: Spring's mapping is not for what has the names of classes in it. */
  private void insert(Document session) {
    store.execute(COLLECTION, sessions -> sessions.insertOne(session));
  }

  private static Update changes(StaffSession session) {
    Update update =
        new Update()
            .set("accessed", session.getLastAccessedTime())
            .set("idleSeconds", session.getMaxInactiveInterval().toSeconds())
            .set("expires", expiry(session));
    for (String name : session.changed()) {
      Object value = session.getAttribute(name);
      if (value == null) {
        update.unset("attributes." + key(name));
      } else {
        update.set("attributes." + key(name), bytes(value));
      }
    }
    return update;
  }

  @Override
  public StaffSession findById(String id) {
    Document found = store.findOne(byId(id), Document.class, COLLECTION);
    if (found == null) {
      return null;
    }
    MapSession session = new MapSession(id);
    session.setCreationTime(found.getDate("created").toInstant());
    session.setLastAccessedTime(found.getDate("accessed").toInstant());
    session.setMaxInactiveInterval(
        Duration.ofSeconds(((Number) found.get("idleSeconds")).longValue()));
    if (!found.getDate("expires").toInstant().isAfter(clock.instant())) {
      deleteById(id);
      return null;
    }
    for (Map.Entry<String, Object> a : found.get("attributes", Document.class).entrySet()) {
      try {
        session.setAttribute(name(a.getKey()), object(((Binary) a.getValue()).getData()));
      } catch (IOException | ClassNotFoundException e) {
        // Written by another version of this program: the person signs in again.
        LOG.info("A session of another version was ended: {}", e.toString());
        deleteById(id);
        return null;
      }
    }
    return new StaffSession(session);
  }

  @Override
  public void deleteById(String id) {
    store.remove(byId(id), COLLECTION);
  }

  /** Removes what expired and was never asked for again. */
  void sweep() {
    store.remove(Query.query(where("expires").lt(clock.instant())), COLLECTION);
  }

  void prepare() {
    store
        .indexOps(COLLECTION)
        .createIndex(new Index().on("expires", org.springframework.data.domain.Sort.Direction.ASC));
  }

  private static Instant expiry(StaffSession session) {
    return session.getLastAccessedTime().plus(session.getMaxInactiveInterval());
  }

  private static Query byId(String id) {
    return Query.query(where("_id").is(hash(id)));
  }

  static String hash(String id) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  /** A field's name has no dots. */
  private static String key(String attribute) {
    return attribute.replace('.', '~');
  }

  private static String name(String key) {
    return key.replace('~', '.');
  }

  private static Binary bytes(Object value) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    } catch (IOException e) {
      throw new UncheckedIOException("A session can't hold " + value.getClass(), e);
    }
    return new Binary(bytes.toByteArray());
  }

  private static Object object(byte[] bytes) throws IOException, ClassNotFoundException {
    try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      in.setObjectInputFilter(CLASSES);
      return in.readObject();
    } catch (ClassCastException e) {
      throw new InvalidClassException(e.getMessage());
    }
  }
}
