package io.imprimatur.editor;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The system's Chromium. A page of it must end without a word on its console. */
final class Browser implements AutoCloseable {

  private static final List<String> PLACES =
      List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");

  /** Reported as an error, so that a violation fails the test even where Chromium logs none. */
  private static final String TELL_VIOLATIONS =
      "addEventListener('securitypolicyviolation', e => console.error('violation of '"
          + " + e.violatedDirective + ' by ' + e.blockedURI + ' ' + e.sample))";

  private final Playwright playwright =
      Playwright.create(
          new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
  private final com.microsoft.playwright.Browser chromium =
      playwright
          .chromium()
          .launch(
              new BrowserType.LaunchOptions()
                  .setExecutablePath(place())
                  .setArgs(List.of("--no-sandbox", "--disable-background-networking")));

  private final List<String> errors = new ArrayList<>();
  private BrowserContext context;

  private static Path place() {
    return Stream.concat(Stream.ofNullable(System.getenv("CHROMIUM")), PLACES.stream())
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no Chromium; name its file in CHROMIUM"));
  }

  /** A page in a fresh profile. */
  Page open(int width) {
    return open(
        new com.microsoft.playwright.Browser.NewContextOptions().setViewportSize(width, 900));
  }

  private Page open(com.microsoft.playwright.Browser.NewContextOptions options) {
    if (context != null) {
      context.close();
    }
    errors.clear();
    context = chromium.newContext(options);
    context.setDefaultTimeout(10_000);
    context.addInitScript(TELL_VIOLATIONS);
    return another();
  }

  Page withoutScripts() {
    return open(
        new com.microsoft.playwright.Browser.NewContextOptions().setJavaScriptEnabled(false));
  }

  /** A second tab of the same profile. */
  Page another() {
    Page page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") || message.type().equals("warning")) {
            errors.add(message.text());
          }
        });
    page.onPageError(errors::add);
    return page;
  }

  BrowserContext context() {
    return context;
  }

  /** Answers that a test asks for are logged by Chromium. */
  void forgiveAnswers() {
    errors.removeIf(error -> error.startsWith("Failed to load resource"));
  }

  void checkErrors() {
    assertThat(errors).as("errors on the console, and violations of the policy").isEmpty();
  }

  @Override
  public void close() {
    playwright.close();
  }
}
