package io.imprimatur.store;

import de.bwaldvogel.mongo.bson.Document;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** Every command the store knows, with the fields it may have. */
final class CommandTable {

  static final CommandFields FIND =
      CommandFields.of(
              "filter",
              "sort",
              "projection",
              "skip",
              "limit",
              "batchSize",
              "singleBatch",
              "hint",
              "noCursorTimeout",
              "allowPartialResults",
              "allowDiskUse")
          .refusing(
              "collation",
              "let",
              "min",
              "max",
              "returnKey",
              "showRecordId",
              "tailable",
              "awaitData",
              "oplogReplay");

  interface Command {

    Reply run(Catalog catalog, String database, Args args);
  }

  private record Entry(CommandFields fields, boolean writes, Command command) {}

  private final Engine engine;
  private final FreeSpace space;
  private final Map<String, Entry> commands = new HashMap<>();

  CommandTable(Engine engine, FreeSpace space, Clock clock) {
    this.engine = engine;
    this.space = space;
    Cursors cursors = new Cursors(clock);
    ReadCommands reads = new ReadCommands(cursors);
    Aggregations aggregations = new Aggregations(cursors);
    WriteCommands writes = new WriteCommands();
    CatalogCommands catalog = new CatalogCommands(engine, cursors);
    ServerCommands server = new ServerCommands(clock, cursors);

    read("find", FIND, reads::find);
    read(
        "count",
        CommandFields.of("query", "skip", "limit", "hint").refusing("collation"),
        reads::count);
    read(
        "distinct",
        CommandFields.of("key", "query", "hint").refusing("collation"),
        reads::distinct);
    read("getMore", CommandFields.of("collection", "batchSize"), reads::getMore);
    read("killCursors", CommandFields.of("cursors"), reads::killCursors);
    read("explain", CommandFields.of("verbosity"), reads::explain);
    read(
        "aggregate",
        CommandFields.of("pipeline", "cursor", "hint", "allowDiskUse", "bypassDocumentValidation")
            .refusing("collation", "let", "explain"),
        aggregations::aggregate);

    write(
        "insert",
        CommandFields.of("documents", "ordered", "bypassDocumentValidation"),
        writes::insert);
    write(
        "update",
        CommandFields.of("updates", "ordered", "bypassDocumentValidation").refusing("let"),
        writes::update);
    write("delete", CommandFields.of("deletes", "ordered").refusing("let"), writes::delete);
    for (String name : new String[] {"findAndModify", "findandmodify"}) {
      write(
          name,
          CommandFields.of(
                  "query",
                  "sort",
                  "fields",
                  "update",
                  "remove",
                  "new",
                  "upsert",
                  "arrayFilters",
                  "hint",
                  "bypassDocumentValidation")
              .refusing("collation", "let"),
          writes::findAndModify);
    }

    write(
        "create",
        CommandFields.of("autoIndexId", "idIndex", "flags")
            .refusing(
                "capped",
                "size",
                "max",
                "collation",
                "validator",
                "validationLevel",
                "validationAction",
                "viewOn",
                "pipeline",
                "timeseries",
                "expireAfterSeconds",
                "clusteredIndex",
                "storageEngine",
                "indexOptionDefaults",
                "encryptedFields",
                "changeStreamPreAndPostImages"),
        catalog::create);
    write("drop", CommandFields.of(), catalog::drop);
    write("dropDatabase", CommandFields.of(), catalog::dropDatabase);
    write("createIndexes", CommandFields.of("indexes", "commitQuorum"), catalog::createIndexes);
    write("dropIndexes", CommandFields.of("index"), catalog::dropIndexes);
    read("listIndexes", CommandFields.of("cursor"), catalog::listIndexes);
    read(
        "listCollections",
        CommandFields.of("filter", "nameOnly", "authorizedCollections", "cursor"),
        catalog::listCollections);
    read(
        "listDatabases",
        CommandFields.of("filter", "nameOnly", "authorizedDatabases"),
        catalog::listDatabases);
    read("collStats", CommandFields.of("scale"), catalog::collStats);
    read("dbStats", CommandFields.of("scale"), catalog::dbStats);

    for (String name : new String[] {"hello", "isMaster", "ismaster"}) {
      read(name, CommandFields.ANY, server::hello);
    }
    for (String name : new String[] {"buildInfo", "buildinfo"}) {
      read(name, CommandFields.of(), server::buildInfo);
    }
    read("serverStatus", CommandFields.ANY, server::serverStatus);
    read("connectionStatus", CommandFields.of("showPrivileges"), server::connectionStatus);
    for (String name : new String[] {"ping", "endSessions", "refreshSessions", "killSessions"}) {
      read(name, CommandFields.of(), server::ok);
    }
    read("startSession", CommandFields.of(), server::startSession);
    read("commitTransaction", CommandFields.ANY, server::noTransactions);
    read("abortTransaction", CommandFields.ANY, server::noTransactions);
  }

  private void read(String name, CommandFields fields, Command command) {
    commands.put(name, new Entry(fields, false, command));
  }

  private void write(String name, CommandFields fields, Command command) {
    commands.put(name, new Entry(fields, true, command));
  }

  /**
   * Carries out a command.
   *
   * @throws de.bwaldvogel.mongo.exception.MongoServerException as MongoDB would refuse it
   */
  Reply run(String database, Document fields) {
    String name = fields.keySet().stream().findFirst().orElse("");
    Entry entry = commands.get(name);
    if (entry == null) {
      throw Errors.commandNotFound(name);
    }
    entry.fields().check(name, fields);
    if (entry.writes()) {
      space.require();
    }
    Args args = new Args(name, fields);
    return entry.writes()
        ? engine.write(
            catalog -> entry.command().run(catalog, database, args).writtenIn(engine.generation()))
        : engine.read(catalog -> entry.command().run(catalog, database, args));
  }
}
