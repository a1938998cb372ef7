package io.imprimatur.drafting.draft.imports;

import io.imprimatur.kit.Invalid;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Looks through an XML part: well-formed, without document type and entities, not too deep. */
final class XmlCheck extends DefaultHandler {

  /** How DrawingML and VML name a picture, wherever it comes from. */
  private static final Set<String> PICTURES = Set.of("blip", "imagedata");

  /** Proposed changes of a text (ECMA-376, part 1, 17.13.5). */
  private static final Set<String> TRACKED =
      Set.of("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge");

  private final String part;
  private final int deepest;
  private final Set<String> found = new TreeSet<>();
  private int depth;

  private XmlCheck(String part, int deepest) {
    this.part = part;
    this.deepest = deepest;
  }

  private static SAXParserFactory parsers() {
    try {
      SAXParserFactory parsers = SAXParserFactory.newDefaultNSInstance();
      parsers.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      parsers.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return parsers;
    } catch (ParserConfigurationException | SAXException e) {
      throw new IllegalStateException("every Java platform has this parser", e);
    }
  }

  /** Names of what stands in the part and an article has no place for. */
  static Set<String> check(String part, byte[] xml, int deepest) {
    XmlCheck check = new XmlCheck(part, deepest);
    try {
      parsers().newSAXParser().parse(new InputSource(new ByteArrayInputStream(xml)), check);
      return check.found;
    } catch (SAXException | IOException e) {
      throw new Invalid(
          "file", "has a part %s that is refused: %s".formatted(part, e.getMessage()));
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("every Java platform has this parser", e);
    }
  }

  @Override
  public void startElement(String uri, String name, String qualified, Attributes attributes)
      throws SAXException {
    if (++depth > deepest) {
      throw new SAXException("it is nested more than %d deep".formatted(deepest));
    }
    if (PICTURES.contains(name)) {
      found.add("img");
    } else if (TRACKED.contains(name) && uri.contains("wordprocessingml")) {
      found.add("tracked changes");
    }
  }

  @Override
  public void endElement(String uri, String name, String qualified) {
    depth--;
  }

  @Override
  public void fatalError(org.xml.sax.SAXParseException e) throws SAXException {
    throw e;
  }
}
