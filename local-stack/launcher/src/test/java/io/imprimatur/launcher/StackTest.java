package io.imprimatur.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackTest {

  private static final Home HOME = new Home(Script.PROJECT);

  @Test
  void eachServiceHasADatabaseOfItsOwnInTheLocalStore() {
    Stack stack = stack(0, Map.of());
    assertThat(stack.parts()).extracting(Part::name).containsExactlyElementsOf(Stack.NAMES);
    assertThat(stack.part("drafting").environment())
        .containsEntry("MONGODB_URI", "mongodb://localhost:8409/drafting")
        .containsEntry("KAFKA_BOOTSTRAP_SERVERS", "localhost:8407")
        .containsEntry("OIDC_ISSUER", "http://localhost:8404")
        .containsEntry("SEAL_KEYS_URL", "http://localhost:8402/.well-known/jwks.json")
        .doesNotContainKeys("SEAL_KEYS_FILE", "SUBSCRIPTION_TOKEN_KEY_FILE", "SMTP_HOST");
    assertThat(stack.part("review").environment()).containsKey("SEAL_KEYS_FILE");
    assertThat(stack.part("notification").environment())
        .containsEntry("SMTP_HOST", "localhost")
        .containsEntry("SMTP_PORT", "8406")
        .containsKey("SUBSCRIPTION_TOKEN_KEY_FILE");
  }

  @Test
  void theOffsetReachesEveryAddress() {
    Stack stack = stack(1000, Map.of());
    assertThat(stack.part("broker").arguments()).contains("9407", "9408");
    assertThat(stack.part("notification").environment().toString()).doesNotContain(":84");
    assertThat(stack.part("sign-in").environment())
        .containsEntry("OIDC_ISSUER", "http://localhost:9404")
        .containsEntry("SERVER_PORT", "9404")
        .containsEntry("DRAFTING_PAGES_URL", "http://localhost:9401/write");
    assertThat(stack.part("drafting").environment())
        .containsEntry("REVIEW_URL", "http://localhost:9402")
        .containsEntry("REVIEW_PAGES_URL", "http://localhost:9402/review")
        .containsEntry("PUBLISHING_PAGES_URL", "http://localhost:9400/newsroom")
        .containsEntry("NOTIFICATION_PAGES_URL", "http://localhost:9403/alerts");
  }

  @Test
  void signInAndTheServicesShareTheSecretThatAStartMade(@TempDir Path state) throws Exception {
    var home = new Home(Script.PROJECT, state);
    home.prepare();
    Keys.makeMissing(home.keys());
    String secret = Files.readString(home.keys().resolve(Keys.CLIENT)).strip();
    for (String name :
        List.of("sign-in", "drafting", "review", "publishing", "notification", "mailbox")) {
      assertThat(stack(home, Map.of()).part(name).environment().get("OIDC_CLIENT_SECRET"))
          .as(name)
          .isEqualTo(name.equals("mailbox") ? null : secret);
    }
    assertThat(
            stack(home, Map.of("OIDC_CLIENT_SECRET", "of our provider"))
                .part("review")
                .environment())
        .containsEntry("OIDC_CLIENT_SECRET", "of our provider");
  }

  @Test
  void realPartsTakeThePlaceOfLocalOnes() {
    Stack stack =
        stack(
            0,
            Map.of(
                "MONGODB_URI", "mongodb://u:p@db:27017/?replicaSet=rs0",
                "KAFKA_BOOTSTRAP_SERVERS", "k1:9092,k2:9092",
                "OIDC_ISSUER", "https://id.example/realms/press",
                "SMTP_HOST", "smtp.example"));
    assertThat(stack.parts())
        .extracting(Part::name)
        .containsExactly("publishing", "drafting", "review", "notification");
    assertThat(stack.part("review").environment())
        .containsEntry(
            "MONGODB_URI", "mongodb://u:p@db:27017/review?replicaSet=rs0&authSource=admin")
        .containsEntry("KAFKA_BOOTSTRAP_SERVERS", "k1:9092,k2:9092")
        .containsEntry("OIDC_ISSUER", "https://id.example/realms/press");
    assertThat(stack.part("notification").environment())
        .containsEntry("SMTP_HOST", "smtp.example")
        .containsEntry("SMTP_PORT", "25");
    assertThat(stack.externals().addresses())
        .as("what is remembered and shown has no password in it")
        .containsEntry("store", "db:27017");
  }

  @Test
  void partsHaveTwoNames() {
    assertThat(Stack.named("drafting-service")).isEqualTo("drafting");
    assertThat(Stack.named("sign-in")).isEqualTo("sign-in");
    assertThatThrownBy(() -> Stack.named("printing"))
        .hasMessageContaining("no part called printing")
        .hasMessageContaining("publishing, drafting");
  }

  private static Stack stack(Home home, Map<String, String> environment) {
    return new Stack(home, Ports.read(home.portsFile(), 0), environment, Externals.of(environment));
  }

  private static Stack stack(int offset, Map<String, String> environment) {
    return new Stack(
        HOME, Ports.read(HOME.portsFile(), offset), environment, Externals.of(environment));
  }
}
