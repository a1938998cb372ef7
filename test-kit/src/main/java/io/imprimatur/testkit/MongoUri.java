package io.imprimatur.testkit;

/** Connection strings as MongoDB's drivers read them. */
final class MongoUri {

  private MongoUri() {}

  /**
   * Puts a database name in its place, keeping hosts, credentials and options. Credentials go on
   * being checked against the database they were checked against before.
   */
  static String withDatabase(String uri, String database) {
    int hosts = uri.indexOf("://");
    if (hosts < 0) {
      throw new IllegalArgumentException("Not a MongoDB URI: " + uri);
    }
    hosts += 3;
    int query = uri.indexOf('?', hosts);
    String options = query < 0 ? "" : uri.substring(query + 1);
    String address = query < 0 ? uri : uri.substring(0, query);
    int path = address.indexOf('/', hosts);
    String before = path < 0 ? "" : address.substring(path + 1);
    String server = path < 0 ? address : address.substring(0, path);
    if (server.indexOf('@', hosts) >= 0 && !options.toLowerCase().contains("authsource=")) {
      String source = "authSource=" + (before.isEmpty() ? "admin" : before);
      options = options.isEmpty() ? source : options + "&" + source;
    }
    return server + "/" + database + (options.isEmpty() ? "" : "?" + options);
  }
}
