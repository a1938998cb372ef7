package io.imprimatur.drafting.draft.imports;

import io.imprimatur.kit.Invalid;
import io.imprimatur.kit.TooLarge;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A Word document's parts (ECMA-376, part 2), unpacked within limits. Only XML that was looked
 * through goes on; pictures and whatever else is in the file are counted and dropped.
 */
final class DocxPackage {

  private static final int[] ZIP = {'P', 'K', 3, 4};
  private static final int[] COMPOUND_FILE = {0xd0, 0xcf, 0x11, 0xe0};
  private static final long RATIO_COUNTS_FROM = 1L << 20;

  /** The end of a ZIP archive's directory, its length, and the longest comment behind it. */
  private static final int[] DIRECTORY_END = {'P', 'K', 5, 6};

  private static final int DIRECTORY_END_LENGTH = 22;
  private static final int LONGEST_COMMENT = 0xffff;

  /** Parts that mammoth makes the article of. */
  private static final Pattern TEXT = Pattern.compile("word/(document|footnotes|endnotes)[^/]*");

  private final Map<String, byte[]> parts = new LinkedHashMap<>();
  private final Set<String> untaken = new TreeSet<>();
  private final ImportLimits limits;
  private final long packed;
  private long unpacked;
  private long xml;

  private DocxPackage(long packed, ImportLimits limits) {
    this.packed = packed;
    this.limits = limits;
  }

  static DocxPackage open(byte[] bytes, ImportLimits limits) {
    if (startsWith(bytes, COMPOUND_FILE)) {
      throw new UnsupportedFile(
          UnsupportedFile.Why.PASSWORD,
          "The file is protected by a password, or an old .doc with a new name; save it as .docx"
              + " without a password.");
    }
    if (!startsWith(bytes, ZIP)) {
      throw new UnsupportedFile(
          UnsupportedFile.Why.CONTENT, "The file ends in .docx but is no Word document.");
    }
    if (!hasDirectory(bytes)) {
      throw new Invalid("file", "is damaged: its end is missing");
    }
    DocxPackage opened = new DocxPackage(bytes.length, limits);
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        opened.add(entry.getName(), zip);
      }
    } catch (IOException | IllegalArgumentException e) {
      throw damaged(e);
    }
    if (!opened.names().contains("[Content_Types].xml")
        || opened.names().stream().noneMatch(n -> n.startsWith("word/"))) {
      throw new UnsupportedFile(
          UnsupportedFile.Why.CONTENT, "The file is a ZIP archive but no Word document.");
    }
    return opened;
  }

  private static Invalid damaged(Exception e) {
    boolean encrypted = String.valueOf(e.getMessage()).contains("encrypted");
    return new Invalid(
        "file",
        encrypted ? "is encrypted; save it without a password" : "is damaged: " + e.getMessage());
  }

  Set<String> names() {
    return parts.keySet();
  }

  /** Names of what stands in the text and an article has no place for, in their order. */
  Set<String> untaken() {
    return untaken;
  }

  private void add(String name, InputStream content) throws IOException {
    if (parts.size() >= limits.entries()) {
      throw new Invalid("file", "has more than %d parts".formatted(limits.entries()));
    }
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 14];
    Boolean isXml = null;
    for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
      count(read);
      if (isXml == null && read > 0) {
        isXml = isXml(name, buffer[0]);
      }
      if (Boolean.TRUE.equals(isXml)) {
        xml += read;
        if (xml > limits.xml()) {
          throw new TooLarge("The document's text, unpacked,", limits.xml());
        }
        kept.write(buffer, 0, read);
      }
    }
    byte[] part = kept.toByteArray();
    if (part.length > 0) {
      Set<String> found = XmlCheck.check(name, part, limits.depth());
      if (TEXT.matcher(name).matches()) {
        untaken.addAll(found);
      }
    }
    if (parts.put(name, part) != null) {
      throw new Invalid("file", "has two parts of the same name, so it has two readings");
    }
  }

  private void count(int read) {
    unpacked += read;
    if (unpacked > limits.unpacked()) {
      throw new TooLarge("The document, unpacked,", limits.unpacked());
    }
    if (unpacked > RATIO_COUNTS_FROM && unpacked > packed * limits.ratio()) {
      throw new ZipBomb(limits.ratio());
    }
  }

  private static boolean isXml(String name, byte first) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".xml") || lower.endsWith(".rels") || first == '<';
  }

  /** The document again, with empty files in the place of what is no XML. */
  byte[] xmlOnly() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setLevel(0);
      for (Map.Entry<String, byte[]> part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(part.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory never fails", e);
    }
    return bytes.toByteArray();
  }

  /** Whether the archive goes on to its end; one that was cut off has none. */
  private static boolean hasDirectory(byte[] bytes) {
    int last = bytes.length - DIRECTORY_END_LENGTH;
    for (int at = last; at >= Math.max(0, last - LONGEST_COMMENT); at--) {
      if (isAt(at, bytes, DIRECTORY_END)) {
        return true;
      }
    }
    return false;
  }

  private static boolean startsWith(byte[] bytes, int[] mark) {
    return isAt(0, bytes, mark);
  }

  private static boolean isAt(int start, byte[] bytes, int[] mark) {
    for (int i = 0; i < mark.length; i++) {
      if (start + i >= bytes.length || (bytes[start + i] & 0xff) != mark[i]) {
        return false;
      }
    }
    return true;
  }
}
