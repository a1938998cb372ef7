package io.imprimatur.publishing.site;

/** Something that the site can answer with. Names a page in memory. */
public sealed interface Target {

  /** The language in which it speaks, {@code zh} or {@code en}. */
  String language();

  /** What lists articles, or is made of all of them. */
  sealed interface OfMany extends Target {

    /** Whose changes make it old: see {@link Scopes}. */
    String scope();
  }

  /** What belongs to one article. */
  sealed interface OfOne extends Target {}

  /** The first page of a language, {@code zh} or {@code en}. */
  record Home(String language) implements OfMany {
    @Override
    public String scope() {
      return Scopes.language(language);
    }
  }

  /**
   * A section's list.
   *
   * @param number counted from 1
   */
  record Section(String language, String section, int number) implements OfMany {
    @Override
    public String scope() {
      return Scopes.section(language, section);
    }
  }

  /**
   * An Atom feed (RFC 4287).
   *
   * @param section null for all of the language
   */
  record Feed(String language, String section) implements OfMany {
    @Override
    public String scope() {
      return section == null ? Scopes.language(language) : Scopes.section(language, section);
    }
  }

  /** The months of a language in which something was published. */
  record Archive(String language) implements OfMany {
    @Override
    public String scope() {
      return Scopes.language(language);
    }
  }

  /**
   * What was published in a month, in the office's zone.
   *
   * @param month from 1
   * @param number counted from 1
   */
  record Month(String language, int year, int month, int number) implements OfMany {
    @Override
    public String scope() {
      return Scopes.language(language);
    }
  }

  /**
   * The site's map for search engines (sitemaps.org, protocol 0.9).
   *
   * @param part counted from 1; 0 is the whole, or the index of the parts
   */
  record Sitemap(int part) implements OfMany {
    @Override
    public String language() {
      return "en";
    }

    @Override
    public String scope() {
      return Scopes.EVERYTHING;
    }
  }

  /** What robots may read (RFC 9309). */
  record Robots() implements OfMany {
    @Override
    public String language() {
      return "en";
    }

    @Override
    public String scope() {
      return Scopes.NOTHING;
    }
  }

  /** An article at its address. */
  record Article(String path) implements OfOne {
    @Override
    public String language() {
      return Notices.languageOf(path);
    }
  }

  /** The proof of the article at an address. */
  record Proof(String path) implements OfOne {
    @Override
    public String language() {
      return Notices.languageOf(path);
    }
  }

  /**
   * What a newer text changed at an address.
   *
   * @param revision the newer text's; 0 is the one of now
   */
  record Changes(String path, int revision) implements OfOne {
    @Override
    public String language() {
      return Notices.languageOf(path);
    }
  }

  /** A file that proves the article at an address. */
  record ProofFile(String path, File file) implements OfOne {
    @Override
    public String language() {
      return Notices.languageOf(path);
    }
  }

  /** The way to an article by its id. */
  record ById(String articleId) implements OfOne {
    @Override
    public String language() {
      return "en";
    }
  }

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
