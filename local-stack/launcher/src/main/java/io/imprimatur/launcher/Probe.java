package io.imprimatur.launcher;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Asks a process whether it does its work: an open port alone may belong to a halted process. */
interface Probe {

  int TIMEOUT_MILLIS = 2_000;

  /** What came back. */
  enum Answer {
    NONE,
    /** It answers, but says that it can't work yet, a store or a broker being away. */
    NOT_READY,
    READY
  }

  Answer ask();

  /** Ready where the path answers 200. */
  static Probe http(int port, String path) {
    return () -> {
      try {
        var connection =
            (HttpURLConnection)
                URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        connection.setInstanceFollowRedirects(false);
        int status = connection.getResponseCode();
        connection.disconnect();
        return status == 200 ? Answer.READY : Answer.NOT_READY;
      } catch (IOException e) {
        return Answer.NONE;
      }
    };
  }

  /**
   * A service is ready where what it needs is there; while its store is away that answer can take
   * longer than a probe waits, so that its liveness tells whether the process itself is well.
   */
  static Probe service(int port) {
    Probe readiness = http(port, "/actuator/health/readiness");
    Probe liveness = http(port, "/actuator/health/liveness");
    return () -> {
      Answer answer = readiness.ask();
      return answer == Answer.NONE && liveness.ask() == Answer.READY ? Answer.NOT_READY : answer;
    };
  }

  /** Asks a Kafka broker which brokers work in its cluster (Metadata, version 0). */
  static Probe kafka(int port) {
    byte[] client = "imprimatur".getBytes(StandardCharsets.UTF_8);
    ByteBuffer request = ByteBuffer.allocate(4 + 2 + 2 + 4 + 2 + client.length + 4);
    request.putInt(request.capacity() - 4);
    request.putShort((short) 3).putShort((short) 0).putInt(1);
    request.putShort((short) client.length).put(client);
    request.putInt(0);
    return () ->
        exchange(
                port,
                request.array(),
                in -> {
                  in.skipNBytes(Integer.BYTES + Integer.BYTES);
                  return in.readInt() > 0;
                })
            ? Answer.READY
            : Answer.NONE;
  }

  /** Says {@code hello} to a server of MongoDB's wire protocol (OP_MSG). */
  static Probe mongo(int port) {
    ByteBuffer body = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    body.putInt(0);
    body.put((byte) 0x10).put("hello\0".getBytes(StandardCharsets.US_ASCII)).putInt(1);
    body.put((byte) 0x02).put("$db\0".getBytes(StandardCharsets.US_ASCII));
    body.putInt(6).put("admin\0".getBytes(StandardCharsets.US_ASCII)).put((byte) 0);
    body.putInt(0, body.position()).flip();
    ByteBuffer request =
        ByteBuffer.allocate(16 + 4 + 1 + body.limit()).order(ByteOrder.LITTLE_ENDIAN);
    int opMsg = 2013;
    request.putInt(request.capacity()).putInt(1).putInt(0).putInt(opMsg);
    request.putInt(0).put((byte) 0).put(body);
    return () ->
        exchange(port, request.array(), in -> Integer.reverseBytes(in.readInt()) > 16)
            ? Answer.READY
            : Answer.NONE;
  }

  /** Reads an answer and says whether it is one. */
  interface Reader {
    boolean read(DataInputStream in) throws IOException;
  }

  private static boolean exchange(int port, byte[] request, Reader reader) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      OutputStream out = socket.getOutputStream();
      out.write(request);
      out.flush();
      return reader.read(new DataInputStream(socket.getInputStream()));
    } catch (IOException e) {
      return false;
    }
  }

  static boolean connects(String host, int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
