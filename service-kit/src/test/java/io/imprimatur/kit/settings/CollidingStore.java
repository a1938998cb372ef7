package io.imprimatur.kit.settings;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.ServerAddress;
import com.mongodb.WriteError;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.imprimatur.testkit.TestStore;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.regex.Pattern;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.SimpleMongoClientDatabaseFactory;
import org.springframework.data.mongodb.core.convert.MappingMongoConverter;
import org.springframework.data.mongodb.core.convert.NoOpDbRefResolver;
import org.springframework.data.mongodb.core.mapping.MongoMappingContext;

/**
 * A database whose next writes collide: the driver is answered 112 for them, as some servers answer
 * two writes at the same moment, and nothing of them is written.
 */
public final class CollidingStore extends SimpleMongoClientDatabaseFactory
    implements AutoCloseable {

  private static final Pattern WRITES =
      Pattern.compile("(insert|update|replace|delete|findOneAnd|createIndex).*");
  private static final int WRITE_CONFLICT = 112;
  private static final ServerAddress SERVER = new ServerAddress();

  private final MongoClient client;
  private final MongoTemplate calm;
  private final RetryingMongoTemplate template;
  private int collisions;
  private Runnable other = () -> {};

  private CollidingStore(MongoClient client, String database) {
    super(client, database);
    this.client = client;
    this.calm = new MongoTemplate(client, database);
    var converter =
        new MappingMongoConverter(NoOpDbRefResolver.INSTANCE, new MongoMappingContext());
    converter.afterPropertiesSet();
    this.template = new RetryingMongoTemplate(this, converter);
  }

  /** On a database of its own. */
  public static CollidingStore of(Class<?> test) {
    String uri = TestStore.newDatabase(test);
    return new CollidingStore(
        MongoClients.create(uri), uri.replaceAll("\\?.*", "").replaceAll(".*/", ""));
  }

  /** The way to it that the services take. */
  public RetryingMongoTemplate template() {
    return template;
  }

  /** A way to it on which nothing collides. */
  public MongoTemplate calm() {
    return calm;
  }

  /** So many of the next writes through {@link #template()} collide. */
  public void collide(int times) {
    collisions = times;
  }

  /** The next write collides with another, which is the one that succeeds. */
  public void collideOnceWith(Runnable write) {
    collisions = 1;
    other = write;
  }

  /** How many collisions nobody has met yet. */
  public int left() {
    return collisions;
  }

  @Override
  public MongoDatabase getMongoDatabase() {
    MongoDatabase database = super.getMongoDatabase();
    return standIn(
        MongoDatabase.class, (proxy, method, arguments) -> result(database, method, arguments));
  }

  private Object collided(MongoCollection<?> collection, Method method, Object[] arguments)
      throws Throwable {
    if (collisions > 0 && WRITES.matcher(method.getName()).matches()) {
      collisions--;
      Runnable first = other;
      other = () -> {};
      first.run();
      throw conflict(collisions);
    }
    return result(collection, method, arguments);
  }

  private Object result(Object of, Method method, Object[] arguments) throws Throwable {
    Object result;
    try {
      result = method.invoke(of, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
    return result instanceof MongoCollection<?> collection
        ? standIn(MongoCollection.class, (proxy, m, a) -> collided(collection, m, a))
        : result;
  }

  /** Servers say it in both ways: about the write, and about the whole command. */
  private static MongoException conflict(int number) {
    return number % 2 == 0
        ? new MongoWriteException(
            new WriteError(WRITE_CONFLICT, "collided", new BsonDocument()), SERVER, List.of())
        : new MongoCommandException(
            new BsonDocument("ok", new BsonInt32(0)).append("code", new BsonInt32(WRITE_CONFLICT)),
            SERVER);
  }

  private static <T> T standIn(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            CollidingStore.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  @Override
  public void close() {
    client.close();
  }
}
