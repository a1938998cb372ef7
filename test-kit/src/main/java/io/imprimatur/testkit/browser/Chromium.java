package io.imprimatur.testkit.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The one Chromium of a thread that tests; it ends with the JVM. */
final class Chromium {

  /** The headless one first: the same engine and the same pages, for half the processor time. */
  private static final List<String> PROGRAMS =
      List.of(
          "/usr/bin/chromium-headless-shell",
          "/usr/bin/chromium",
          "/usr/bin/chromium-browser",
          "/usr/bin/google-chrome",
          "/usr/bin/google-chrome-stable",
          "/snap/bin/chromium",
          "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
          "/Applications/Chromium.app/Contents/MacOS/Chromium");

  /** Playwright's objects belong to the thread that made them. */
  private static final ThreadLocal<Browser> STARTED = ThreadLocal.withInitial(Chromium::start);

  private Chromium() {}

  static Browser shared() {
    return STARTED.get();
  }

  private static Browser start() {
    Path program =
        program(System.getenv("CHROMIUM"))
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "No Chromium is installed. Install one (Debian, Ubuntu: apt-get install"
                            + " chromium), or name its program in the variable CHROMIUM."));
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    return playwright
        .chromium()
        .launch(
            new BrowserType.LaunchOptions()
                .setExecutablePath(program)
                .setArgs(
                    List.of(
                        "--no-sandbox",
                        "--disable-background-networking",
                        "--disable-dev-shm-usage",
                        "--force-color-profile=srgb")));
  }

  /** The named program, else the first of those that systems install. */
  static Optional<Path> program(String named) {
    return Stream.concat(Stream.ofNullable(named), named == null ? PROGRAMS.stream() : Stream.of())
        .filter(Objects::nonNull)
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }
}
