package io.imprimatur.drafting.draft.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes Word documents, good ones and others. */
public final class Docx {

  private static final String W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

  private final Map<String, byte[]> parts = new LinkedHashMap<>();
  private final StringBuilder body = new StringBuilder();

  public Docx() {
    part(
        "[Content_Types].xml",
        "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'><Default"
            + " Extension='rels'"
            + " ContentType='application/vnd.openxmlformats-package.relationships+xml'/><Default"
            + " Extension='xml' ContentType='application/xml'/><Override"
            + " PartName='/word/document.xml'"
            + " ContentType='application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'/></Types>");
    part(
        "_rels/.rels",
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
            + "<Relationship Id='r1'"
            + " Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument'"
            + " Target='word/document.xml'/></Relationships>");
    part(
        "word/styles.xml",
        "<w:styles xmlns:w='"
            + W
            + "'><w:style w:type='paragraph' w:styleId='Heading1'><w:name"
            + " w:val='heading 1'/></w:style><w:style w:type='paragraph'"
            + " w:styleId='2'><w:name w:val='heading 2'/></w:style><w:style w:type='paragraph'"
            + " w:styleId='Fancy'><w:name w:val='Fancy Box'/></w:style></w:styles>");
    part(
        "word/_rels/document.xml.rels",
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
            + "<Relationship Id='s'"
            + " Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles'"
            + " Target='styles.xml'/><Relationship Id='l'"
            + " Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink'"
            + " Target='https://www.linhe.example/' TargetMode='External'/><Relationship Id='i'"
            + " Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/image'"
            + " Target='media/image1.png'/><Relationship Id='f'"
            + " Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes'"
            + " Target='footnotes.xml'/></Relationships>");
  }

  public Docx part(String name, String content) {
    return part(name, content.getBytes(UTF_8));
  }

  public Docx part(String name, byte[] content) {
    parts.put(name, content);
    return this;
  }

  public Docx paragraph(String style, String text) {
    return raw(
        "<w:p><w:pPr><w:pStyle w:val='%s'/></w:pPr><w:r><w:t>%s</w:t></w:r></w:p>"
            .formatted(style, text));
  }

  public Docx paragraph(String text) {
    return raw("<w:p><w:r><w:t>" + text + "</w:t></w:r></w:p>");
  }

  /** Relates the document to something else, in the file or elsewhere. */
  Docx relation(String id, String type, String target, String more) {
    String name = "word/_rels/document.xml.rels";
    String relation =
        "<Relationship Id='%s' Type='%s' Target='%s' %s/></Relationships>"
            .formatted(id, type, target, more);
    return part(name, new String(parts.get(name), UTF_8).replace("</Relationships>", relation));
  }

  public Docx raw(String xml) {
    body.append(xml);
    return this;
  }

  public byte[] bytes() {
    part(
        "word/document.xml",
        "<?xml version='1.0' encoding='UTF-8'?><w:document xmlns:w='"
            + W
            + "' xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'"
            + " xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'"
            + " xmlns:wp='http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing'"
            + " xmlns:pic='http://schemas.openxmlformats.org/drawingml/2006/picture'><w:body>"
            + body
            + "</w:body></w:document>");
    return zip(parts);
  }

  static byte[] zip(Map<String, byte[]> parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(part.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
