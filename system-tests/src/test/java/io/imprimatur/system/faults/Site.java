package io.imprimatur.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.testkit.Http.Answer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every page of the public site with its proof, checked with the JDK alone: the signature by the
 * keys that review publishes, the digest by hashing the text, and the text against the page.
 */
final class Site {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** What stands before the 32 bytes of an Ed25519 key in its X.509 form (RFC 8410). */
  private static final byte[] ED25519 = HexFormat.of().parseHex("302a300506032b6570032100");

  private final Office office;
  private final Map<String, PublicKey> keys = new HashMap<>();

  Site(Office office) {
    this.office = office;
    office
        .read(null, "review", "/.well-known/jwks.json")
        .json()
        .get("keys")
        .forEach(jwk -> keys.put(jwk.get("kid").asString(), key(jwk)));
  }

  private static PublicKey key(JsonNode jwk) {
    assertThat(jwk.get("crv").asString()).isEqualTo("Ed25519");
    byte[] raw = Base64.getUrlDecoder().decode(jwk.get("x").asString());
    byte[] encoded = new byte[ED25519.length + raw.length];
    System.arraycopy(ED25519, 0, encoded, 0, ED25519.length);
    System.arraycopy(raw, 0, encoded, ED25519.length, raw.length);
    try {
      return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * All that the site's map lists is proven, and the articles of these stories are there that were
   * published and not withdrawn.
   *
   * @return how many pages were proven
   */
  int assertProven(List<Story> stories) {
    Set<String> pages = new TreeSet<>();
    Document map =
        Jsoup.parse(
            office.read(null, "publishing", "/sitemap.xml").body(),
            "",
            org.jsoup.parser.Parser.xmlParser());
    map.select("sitemap > loc")
        .forEach(
            part ->
                Jsoup.parse(
                        office.read(null, "publishing", part.text()).body(),
                        "",
                        org.jsoup.parser.Parser.xmlParser())
                    .select("url > loc")
                    .forEach(loc -> pages.add(loc.text())));
    map.select("url > loc").forEach(loc -> pages.add(loc.text()));
    pages.removeIf(page -> !page.contains("/news/"));
    Map<String, Sealed> articles =
        pages.stream().map(this::assertProven).collect(Collectors.toMap(Sealed::article, s -> s));
    for (Story story : stories) {
      boolean stands = story.history().state() == History.State.PUBLISHED;
      boolean mayStand = story.history().everPublished() && !story.history().everWithdrawn();
      Sealed page = articles.get(story.article());
      if (stands) {
        assertThat(page).as("page of " + story.name()).isNotNull();
        assertThat(page.approvals()).as("approvals of " + story.name()).isEqualTo(History.STEPS);
        assertShows(page.page(), story);
      } else if (!mayStand) {
        assertThat(page).as("page of " + story.name()).isNull();
      }
      if (story.history().state() == History.State.WITHDRAWN) {
        assertThat(office.read(null, "publishing", "/a/" + story.article()).status())
            .as(story.name())
            .isEqualTo(410);
      }
    }
    return pages.size();
  }

  private void assertShows(String page, Story story) {
    Text text = story.history().submitted().get(story.history().live());
    assertThat(office.read(null, "publishing", page + "/proof/text.json").body())
        .as("the words that were approved last")
        .isEqualTo(text.canonicalJson());
    Document html = Jsoup.parse(office.read(null, "publishing", page).body());
    assertThat(html.selectFirst("h1").text()).isEqualTo(text.title());
    assertThat(html.body().text()).contains(Jsoup.parse(text.body()).text());
  }

  /** A page, and what its seal says. */
  private record Sealed(String page, String article, int approvals) {}

  /** A page whose seal verifies for the words on it. */
  private Sealed assertProven(String page) {
    Answer shown = office.read(null, "publishing", page);
    assertThat(shown.status()).as(page).isEqualTo(200);
    String[] seal =
        office.read(null, "publishing", page + "/proof/seal.jws").body().strip().split("\\.");
    assertThat(seal).as(page).hasSize(3);
    JsonNode header = decoded(seal[0]);
    assertThat(header.get("alg").asString()).as(page).isEqualTo("Ed25519");
    assertThat(keys).as(page).containsKey(header.get("kid").asString());
    assertThat(verifies(keys.get(header.get("kid").asString()), seal)).as(page).isTrue();
    JsonNode sealed = decoded(seal[1]);
    String text = office.read(null, "publishing", page + "/proof/text.json").body();
    assertThat(sealed.get("digest").asString())
        .as(page)
        .isEqualTo(Text.digest(text.getBytes(StandardCharsets.UTF_8)));
    JsonNode words = JSON.readTree(text);
    for (String field : List.of("title", "summary", "section", "language")) {
      assertThat(sealed.get(field)).as(page + " " + field).isEqualTo(words.get(field));
    }
    Document html = Jsoup.parse(shown.body());
    assertThat(html.selectFirst("h1").text()).as(page).isEqualTo(words.get("title").asString());
    return new Sealed(page, sealed.get("articleId").asString(), sealed.get("approvals").size());
  }

  private static JsonNode decoded(String part) {
    return JSON.readTree(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
  }

  private static boolean verifies(PublicKey key, String[] seal) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initVerify(key);
      signature.update((seal[0] + "." + seal[1]).getBytes(StandardCharsets.US_ASCII));
      return signature.verify(Base64.getUrlDecoder().decode(seal[2]));
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
