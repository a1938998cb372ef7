package io.imprimatur.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Starts, mends and stops tiny processes as if they were the stack's. */
class StartTest {

  @TempDir Path folder;
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);
  private Home home;
  private Part mailbox;
  private Part broker;
  private Jvm jvm = Jvm.current(Map.of());

  @BeforeEach
  void project() throws IOException {
    home = new Home(folder.resolve("the project"));
    Files.createDirectories(home.root().resolve("config"));
    Files.copy(Script.PROJECT.resolve("config/ports.properties"), home.portsFile());
    Files.writeString(
        home.root().resolve("pom.xml"),
        "<project><artifactId>all</artifactId><modules><module>tiny</module></modules></project>");
    Path target = Files.createDirectories(home.root().resolve("tiny/target/lib")).getParent();
    Files.writeString(
        home.root().resolve("tiny/pom.xml"), "<project><artifactId>tiny</artifactId></project>");
    jar(target.resolve("tiny-0.1.0-SNAPSHOT.jar"));
    home.prepare();
    mailbox = tiny("mailbox", freePort(), Map.of());
    broker = tiny("broker", freePort(), Map.of());
  }

  @AfterEach
  void end() {
    new Stop(home, out).run(Stack.NAMES);
  }

  @Test
  void startsWhatIsMissingAndLeavesTheRestAlone() {
    start(mailbox, broker);
    assertThat(said()).contains("Starting:").contains("✓ mailbox").contains("✓ broker");
    long kept = pid(mailbox);
    long killed = pid(broker);

    ProcessHandle victim = ProcessHandle.of(killed).orElseThrow();
    victim.destroyForcibly();
    victim.onExit().join();
    start(mailbox, broker);
    assertThat(said()).contains("Starting what is missing:").contains("· mailbox");
    assertThat(pid(mailbox)).isEqualTo(kept);
    assertThat(pid(broker)).isNotEqualTo(killed);
    assertThat(broker.probe().ask()).isEqualTo(Probe.Answer.READY);

    long mended = pid(broker);
    start(mailbox, broker);
    assertThat(said()).contains("Everything is running already.");
    assertThat(List.of(pid(mailbox), pid(broker))).containsExactly(kept, mended);
  }

  @Test
  void startsAgainWhatDoesNotAnswer() throws Exception {
    start(mailbox);
    long halted = pid(mailbox);
    assertThat(new ProcessBuilder("kill", "-STOP", String.valueOf(halted)).start().waitFor())
        .isZero();
    await().until(() -> mailbox.probe().ask() == Probe.Answer.NONE);
    start(mailbox);
    assertThat(said()).contains("does not answer: starting it again");
    assertThat(pid(mailbox)).isNotEqualTo(halted);
    assertThat(ProcessHandle.of(halted).map(ProcessHandle::isAlive).orElse(false)).isFalse();
  }

  @Test
  void waitsForOneThatRunsUntilItCanWorkAgain() {
    start(mailbox);
    long running = pid(mailbox);
    var asked = new AtomicInteger();
    start(
        broker,
        withProbe(
            mailbox,
            () -> asked.incrementAndGet() < 6 ? Probe.Answer.NOT_READY : Probe.Answer.READY));
    assertThat(said())
        .containsPattern("· mailbox .* running, not ready yet")
        .containsPattern("✓ mailbox .*(\\R.*)*Ready in");
    assertThat(asked).hasValueGreaterThanOrEqualTo(6);
    assertThat(pid(mailbox)).isEqualTo(running);

    assertThatThrownBy(
            () -> start(Duration.ofSeconds(1), withProbe(mailbox, () -> Probe.Answer.NOT_READY)))
        .hasMessageContaining("mailbox was not ready within 1 s");
    assertThat(pid(mailbox)).isEqualTo(running);
  }

  @Test
  void startsAgainWhatHasOtherSettings() {
    start(mailbox);
    long before = pid(mailbox);
    start(tiny("mailbox", mailbox.port(), Map.of("SOME_SETTING", "new")));
    assertThat(said()).contains("has changed since its start");
    assertThat(pid(mailbox)).isNotEqualTo(before);
  }

  @Test
  void startsAgainWhatHasOtherOptionsOfTheJvmAndTheGivenOnesWin() throws Exception {
    start(mailbox);
    long before = pid(mailbox);
    jvm = Jvm.current(Map.of(Jvm.OPTIONS, " -XX:TieredStopAtLevel=4  -Xmx80m "));
    start(mailbox);
    assertThat(said()).contains("has changed since its start");
    assertThat(pid(mailbox)).isNotEqualTo(before);
    assertThat(flags(pid(mailbox)))
        .containsPattern("TieredStopAtLevel\\s*= 4 ")
        .containsPattern("MaxHeapSize\\s*= " + 80 * 1024 * 1024);
  }

  private static String flags(long pid) throws Exception {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process asked =
        new ProcessBuilder(jcmd.toString(), String.valueOf(pid), "VM.flags", "-all").start();
    return new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void neverTakesAnotherProcessForItsOwn() {
    // As after a restart of the machine: the number now belongs to somebody else, here this test.
    long own = ProcessHandle.current().pid();
    new Run(own, Instant.now().minus(Duration.ofDays(1)), "old")
        .write(home.runFile(mailbox.name()));
    new Stop(home, out).run(List.of("mailbox"));
    assertThat(said()).contains("Nothing is running.");
    start(mailbox);
    assertThat(pid(mailbox)).isNotEqualTo(own);
  }

  @Test
  void showsTheLastWordsOfOneThatDiesAndLeavesTheOthersRunning() {
    Part failing = tiny("broker", freePort(), Map.of("TINY_FAILS", "no such thing"));
    assertThatThrownBy(() -> start(mailbox, failing))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("broker ended by itself (exit code 7)")
        .hasMessageContaining("| tiny: no such thing")
        .hasMessageContaining("run ./imprimatur start again");
    assertThat(mailbox.probe().ask()).isEqualTo(Probe.Answer.READY);
  }

  @Test
  void saysSoWhereTheDiskIsFull() {
    Part failing =
        tiny("broker", freePort(), Map.of("TINY_FAILS", "write: No space left on device"));
    assertThatThrownBy(() -> start(failing)).hasMessageContaining("The disk is full: make room");
  }

  @Test
  void givesUpAtTheTimeLimit() {
    Part deaf = withProbe(mailbox, () -> Probe.Answer.NOT_READY);
    assertThatThrownBy(() -> start(Duration.ofSeconds(1), deaf))
        .hasMessageContaining("mailbox was not ready within 1 s");
  }

  @Test
  void namesEveryTakenPort() throws IOException {
    try (var one = taken(mailbox.port());
        var two = taken(broker.port())) {
      assertThatThrownBy(() -> start(mailbox, broker))
          .isInstanceOf(Failure.class)
          .hasMessageContaining(
              "Ports %d (mailbox), %d (broker) are in use by another program"
                  .formatted(one.getLocalPort(), two.getLocalPort()))
          .hasMessageContaining("--port-offset");
    }
  }

  /** Linux says so in a file. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void startedProcessesHaveASessionOfTheirOwn() throws IOException {
    start(mailbox);
    Path stat = Path.of("/proc/" + pid(mailbox) + "/stat");
    String line = Files.readString(stat);
    String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
    assertThat(fields[3]).as("session").isEqualTo(String.valueOf(pid(mailbox)));
  }

  @Test
  void stopsInOrderAndKeepsTheData() throws IOException {
    start(mailbox);
    Path kept = Files.writeString(home.data("mailbox").resolve("mail"), "kept");
    ProcessHandle process = ProcessHandle.of(pid(mailbox)).orElseThrow();
    new Stop(home, out).run(Stack.NAMES);
    assertThat(process.onExit()).as("has ended").succeedsWithin(Duration.ofSeconds(10));
    assertThat(kept).hasContent("kept");
    assertThat(home.runFile("mailbox")).doesNotExist();
  }

  @Test
  void aRebuiltProgramIsStartedAnewFromACopyOfItsOwn() throws IOException {
    start(mailbox);
    long before = pid(mailbox);
    Path jar = home.root().resolve("tiny/target/tiny-0.1.0-SNAPSHOT.jar");
    Files.delete(jar);
    assertThat(mailbox.probe().ask()).isEqualTo(Probe.Answer.READY);
    jar(jar);
    Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(5)));
    start(mailbox);
    assertThat(pid(mailbox)).isNotEqualTo(before);
    try (var versions = Files.list(home.apps().resolve("mailbox"))) {
      assertThat(versions).as("the old copy is gone").hasSize(1);
    }
  }

  private void start(Part... parts) {
    start(Duration.ofSeconds(30), parts);
  }

  private void start(Duration limit, Part... parts) {
    var stack = new Stack(home, Ports.read(home.portsFile(), 0), Map.of(), Externals.NONE);
    new Start(home, stack, jvm, out, limit, false).run(List.of(parts));
  }

  private long pid(Part part) {
    return Run.read(home.runFile(part.name())).orElseThrow().pid();
  }

  private String said() {
    return written.toString(StandardCharsets.UTF_8);
  }

  private static Part tiny(String name, int port, Map<String, String> environment) {
    return new Part(
        name,
        "tiny",
        Optional.of(TinyServer.class.getName()),
        "localhost:" + port,
        Map.of(name, port),
        Probe.http(port, "/readyz"),
        64,
        List.of(String.valueOf(port)),
        environment);
  }

  private static Part withProbe(Part part, Probe probe) {
    return new Part(
        part.name(),
        part.module(),
        part.mainClass(),
        part.url(),
        part.ports(),
        probe,
        part.heapMib(),
        part.arguments(),
        part.environment());
  }

  private static void jar(Path file) throws IOException {
    String name = TinyServer.class.getName().replace('.', '/') + ".class";
    try (var jar = new JarOutputStream(Files.newOutputStream(file));
        var content = TinyServer.class.getClassLoader().getResourceAsStream(name)) {
      jar.putNextEntry(new JarEntry(name));
      content.transferTo(jar);
    }
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ServerSocket taken(int port) throws IOException {
    var socket = new ServerSocket();
    socket.bind(new InetSocketAddress("127.0.0.1", port));
    return socket;
  }
}
