package io.imprimatur.drafting.draft.imports;

/**
 * How much of a Word document is unpacked, so that a small file can't fill the memory.
 *
 * @param unpacked bytes of all its parts together
 * @param xml bytes of its XML parts together
 * @param entries how many parts it may have
 * @param ratio how many times its packed size it may grow, once it is larger than a mebibyte
 * @param depth how deep its XML may be nested
 * @param atOnce how many files are read at the same time
 */
public record ImportLimits(long unpacked, long xml, int entries, int ratio, int depth, int atOnce) {

  public static final ImportLimits DEFAULT =
      new ImportLimits(64L << 20, 16L << 20, 2_000, 100, 200, 2);
}
