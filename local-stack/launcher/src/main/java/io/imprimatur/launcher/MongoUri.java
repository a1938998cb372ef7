package io.imprimatur.launcher;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A MongoDB connection string ({@code mongodb://[user:password@]host[:port][,...][/db][?options]}).
 *
 * @param credentials with the {@code @}, or empty
 * @param hosts as given, separated by commas
 * @param database as given, or empty
 * @param options without the {@code ?}, or empty
 */
record MongoUri(String credentials, String hosts, String database, String options) {

  private static final Pattern FORM =
      Pattern.compile("mongodb://([^/?]*@)?([^@/?]+)(?:/([^?]*))?(?:\\?(.*))?");

  /**
   * @throws Failure where the text has another form
   */
  static MongoUri of(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new Failure(
          "MONGODB_URI has to look like mongodb://[user:password@]host:port[,host:port][/][?options].");
    }
    return new MongoUri(
        or(matcher.group(1)), or(matcher.group(2)), or(matcher.group(3)), or(matcher.group(4)));
  }

  private static String or(String group) {
    return group == null ? "" : group;
  }

  /**
   * The same server with a database of its own. The database in a connection string also says where
   * its user is kept, so that is written out where it was only implied.
   */
  String withDatabase(String name) {
    String source = database.isEmpty() ? "admin" : database;
    boolean implied =
        !credentials.isEmpty()
            && !options.contains("authSource=")
            && (!options.contains("authMechanism=") || options.contains("authMechanism=SCRAM"));
    String all =
        implied ? (options.isEmpty() ? "" : options + "&") + "authSource=" + source : options;
    return "mongodb://" + credentials + hosts + "/" + name + (all.isEmpty() ? "" : "?" + all);
  }

  /** {@code host:port} of each server. */
  List<String> addresses() {
    return Stream.of(hosts.split(","))
        .map(host -> host.matches(".*:\\d+") ? host : host + ":27017")
        .toList();
  }
}
