package io.imprimatur.publishing.site.web;

import io.imprimatur.publishing.site.Identity;
import io.imprimatur.publishing.site.View;
import java.io.StringWriter;
import java.time.OffsetDateTime;
import java.util.Comparator;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes a feed as Atom (RFC 4287). */
final class AtomWriter {

  private static final String NAMESPACE = "http://www.w3.org/2005/Atom";

  /** For a feed that never had an entry: RFC 4287 wants a time, and this one never moves. */
  private static final String BEFORE_ALL = "1970-01-01T00:00:00Z";

  private final Identity identity;
  private final XMLOutputFactory factory = XMLOutputFactory.newDefaultFactory();

  AtomWriter(Identity identity) {
    this.identity = identity;
  }

  String write(View.Feed feed) {
    StringWriter out = new StringWriter();
    try {
      XMLStreamWriter xml = factory.createXMLStreamWriter(out);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("feed");
      xml.writeDefaultNamespace(NAMESPACE);
      xml.writeAttribute("xml:lang", feed.language().equals("zh") ? "zh-Hans" : "en");
      head(xml, feed);
      for (View.FeedEntry entry : feed.entries()) {
        entry(xml, entry);
      }
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("text never fails to be written", e);
    }
    return out.toString();
  }

  private void head(XMLStreamWriter xml, View.Feed feed) throws XMLStreamException {
    String name = identity.office().name().in(feed.language());
    String self = identity.publicUrl() + feed.path();
    element(xml, "id", self);
    element(xml, "title", feed.section() == null ? name : feed.section() + " · " + name);
    element(xml, "updated", updated(feed));
    link(xml, "self", "application/atom+xml", self);
    link(xml, "alternate", "text/html", identity.publicUrl() + feed.home());
    xml.writeStartElement("author");
    element(xml, "name", name + " · " + identity.office().unit().in(feed.language()));
    xml.writeEndElement();
  }

  private void entry(XMLStreamWriter xml, View.FeedEntry entry) throws XMLStreamException {
    xml.writeStartElement("entry");
    element(xml, "id", "urn:uuid:" + entry.articleId());
    element(xml, "title", entry.title());
    link(xml, "alternate", "text/html", identity.publicUrl() + entry.path());
    element(xml, "published", entry.published());
    element(xml, "updated", entry.updated());
    if (!entry.summary().isBlank()) {
      element(xml, "summary", entry.summary());
    }
    xml.writeEndElement();
  }

  private static String updated(View.Feed feed) {
    // All of them have the office's offset; where that changes with the season the text order of
    // two times an hour apart may be wrong, so they are compared as times.
    return feed.entries().stream()
        .map(View.FeedEntry::updated)
        .max(Comparator.comparing(OffsetDateTime::parse))
        .orElse(BEFORE_ALL);
  }

  private static void element(XMLStreamWriter xml, String name, String text)
      throws XMLStreamException {
    xml.writeStartElement(name);
    xml.writeCharacters(text);
    xml.writeEndElement();
  }

  private static void link(XMLStreamWriter xml, String rel, String type, String href)
      throws XMLStreamException {
    xml.writeEmptyElement("link");
    xml.writeAttribute("rel", rel);
    xml.writeAttribute("type", type);
    xml.writeAttribute("href", href);
  }
}
