package io.imprimatur.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** nginx with files of its own and no log of requests, one worker for each processor. */
final class Nginx implements AutoCloseable {

  private static final String CONFIGURATION =
      """
      worker_processes auto;
      daemon off;
      pid %1$s/nginx.pid;
      error_log stderr warn;
      events { worker_connections 1024; }
      http {
        access_log off;
        sendfile on;
        tcp_nopush on;
        keepalive_requests 1000000000;
        open_file_cache off;
        types { text/html html; }
        client_body_temp_path %1$s/t1;
        proxy_temp_path %1$s/t2;
        fastcgi_temp_path %1$s/t3;
        uwsgi_temp_path %1$s/t4;
        scgi_temp_path %1$s/t5;
        server {
          listen 127.0.0.1:%2$d;
          root %1$s/files;
          charset utf-8;
          add_header Cache-Control no-cache;
        }
      }
      """;

  private final Process process;
  private final int port;
  private final Path files;

  private Nginx(Process process, int port, Path files) {
    this.process = process;
    this.port = port;
    this.files = files;
  }

  static Nginx fresh(Settings settings) {
    Path state = settings.state("nginx");
    int port = settings.port(1);
    Stack.delete(state);
    try {
      Path files = Files.createDirectories(state.resolve("files"));
      Path file = state.resolve("nginx.conf");
      String worker = Tool.isRoot() ? "user root;\n" : "";
      Files.writeString(file, worker + CONFIGURATION.formatted(state, port));
      Process process =
          Tool.serve(
              settings,
              "nginx",
              port,
              List.of(Tool.find("nginx"), "-p", state.toString(), "-c", file.toString()));
      return new Nginx(process, port, files);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String version() {
    return Tool.run(List.of(Tool.find("nginx"), "-v")).strip().replaceFirst(".*nginx/", "nginx ");
  }

  /** Where its files lie, as they stand in addresses. */
  Path files() {
    return files;
  }

  int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    Tool.end(process);
  }
}
