package io.imprimatur.publishing.site;

/** Something that the site can answer with. Names a page in memory. */
public sealed interface Target {

  /** The first page of a language, {@code zh} or {@code en}. */
  record Home(String language) implements Target {}

  /**
   * A section's list.
   *
   * @param number counted from 1
   */
  record Section(String language, String section, int number) implements Target {}

  /** A section's Atom feed (RFC 4287). */
  record Feed(String language, String section) implements Target {}

  /** An article at its address. */
  record Article(String path) implements Target {}

  /** The proof of the article at an address. */
  record Proof(String path) implements Target {}

  /** A file that proves the article at an address. */
  record ProofFile(String path, File file) implements Target {}

  /** The way to an article by its id. */
  record ById(String articleId) implements Target {}

  /** What a proof can be checked with. */
  enum File {
    /** The canonical JSON of the text (RFC 8785), byte for byte what the digest names. */
    TEXT("text.json", "application/json"),
    /** The seal, a compact JWS (RFC 7515). */
    SEAL("seal.jws", "application/jose"),
    /** The public key that made it, in PEM (RFC 7468). */
    KEY("key.pem", "application/x-pem-file");

    private final String fileName;
    private final String mediaType;

    File(String fileName, String mediaType) {
      this.fileName = fileName;
      this.mediaType = mediaType;
    }

    public String fileName() {
      return fileName;
    }

    public String mediaType() {
      return mediaType;
    }
  }
}
