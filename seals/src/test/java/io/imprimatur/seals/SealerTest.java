package io.imprimatur.seals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealerTest {

  @TempDir Path folder;

  @Test
  void aMissingFileIsNamedWithWhatToDo() {
    Path missing = folder.resolve("none.json");
    assertThatThrownBy(() -> Sealer.read(missing))
        .isInstanceOf(SealKeysUnusable.class)
        .hasMessageContaining(missing.toString())
        .hasMessageContaining("SEAL_KEYS_FILE");
  }

  @Test
  void aFileThatIsNoneIsNamedWithoutQuotingIt() throws Exception {
    Path file = Files.writeString(folder.resolve("wrong.json"), "secret");
    assertThatThrownBy(() -> Sealer.read(file))
        .isInstanceOf(SealKeysUnusable.class)
        .hasMessageContaining("is no JWK Set")
        .hasNoCause()
        .message()
        .doesNotContain("secret");
  }

  @Test
  void aFolderInItsPlaceIsNamed() {
    assertThatThrownBy(() -> Sealer.read(folder))
        .isInstanceOf(SealKeysUnusable.class)
        .hasMessageContaining("can't be read");
  }

  @Test
  void aFileWithPublicKeysAloneIsRefused() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("public.json"), Sealer.of(NewSealKey.fresh()).publicJwkSet());
    assertThatThrownBy(() -> Sealer.read(file))
        .isInstanceOf(SealKeysUnusable.class)
        .hasMessageContaining("no private Ed25519 key");
  }

  @Test
  void aPairThatDoesNotBelongTogetherIsRefused() {
    OctetKeyPair one = Ed25519.newKeyPair();
    OctetKeyPair other = Ed25519.newKeyPair();
    OctetKeyPair mixed =
        new OctetKeyPair.Builder(Curve.Ed25519, one.getX()).d(other.getD()).build();
    assertThatThrownBy(() -> Sealer.of(new JWKSet(mixed)))
        .isInstanceOf(SealKeysUnusable.class)
        .hasMessageContaining("not the one of x");
  }

  @Test
  void aFileOfOnesOwnThatOthersMayReadIsWarnedOf() {
    var open = PosixFilePermissions.fromString("rw-r--r--");
    assertThat(Sealer.needlesslyOpen(open, true)).isTrue();
    assertThat(Sealer.needlesslyOpen(PosixFilePermissions.fromString("rw-r-----"), true)).isFalse();
    // a secret of a container
    assertThat(Sealer.needlesslyOpen(open, false)).isFalse();
  }

  @Test
  void nothingPrivateIsPublished() throws Exception {
    JWKSet set = new JWKSet(List.of(Ed25519.newKeyPair(), Ed25519.newKeyPair()));
    String published = Sealer.of(set).publicJwkSet();
    JWKSet read = JWKSet.parse(published);
    assertThat(read.size()).isEqualTo(2);
    assertThat(read.containsNonPublicKeys()).isFalse();
    assertThat(published).doesNotContain("\"d\"").contains("\"alg\":\"Ed25519\"");
    for (var key : read.getKeys()) {
      assertThat(key.getKeyID()).isEqualTo(KeySet.thumbprint((OctetKeyPair) key));
    }
  }
}
