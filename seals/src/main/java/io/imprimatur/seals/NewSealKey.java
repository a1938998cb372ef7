package io.imprimatur.seals;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes sealing keys: {@code java -cp … io.imprimatur.seals.NewSealKey FILE}. A file that is there
 * keeps its keys behind the new one, which signs from review's next start on. No service calls
 * this.
 */
public final class NewSealKey {

  private NewSealKey() {}

  /** Puts a new key in front of those in a file, which is made where it is not there. */
  public static void main(String[] args) throws IOException, ParseException {
    if (args.length != 1) {
      System.err.println("usage: NewSealKey FILE   (a JWK Set; it is made where it is missing)");
      System.exit(2);
    }
    addTo(Path.of(args[0]));
  }

  /** A set with one new private key. */
  public static JWKSet fresh() {
    return new JWKSet(Ed25519.newKeyPair());
  }

  /**
   * Puts a new key in front of those in a file that only its owner may read.
   *
   * @throws ParseException where the file is there and no JWK Set
   */
  public static void addTo(Path file) throws IOException, ParseException {
    List<JWK> keys = new ArrayList<>(fresh().getKeys());
    if (Files.exists(file)) {
      keys.addAll(JWKSet.parse(Files.readString(file)).getKeys());
    }
    Path target = file.toAbsolutePath();
    Files.createDirectories(target.getParent());
    Path made = Files.createTempFile(target.getParent(), "seal", ".new", ownerOnly());
    try {
      Files.write(made, new JWKSet(keys).toString(false).getBytes(StandardCharsets.UTF_8));
      Files.move(made, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(made);
    }
  }

  private static FileAttribute<?>[] ownerOnly() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
