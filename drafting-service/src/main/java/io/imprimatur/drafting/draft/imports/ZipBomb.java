package io.imprimatur.drafting.draft.imports;

/** A file that unfolds out of all proportion to its size. Answers 413. */
public final class ZipBomb extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ZipBomb(int ratio) {
    super(
        "Unpacked, the document is more than %d times as large as the file, as only a ZIP bomb is."
            .formatted(ratio));
  }
}
