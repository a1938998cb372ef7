package io.imprimatur.publishing.site.web;

import io.imprimatur.publishing.site.Identity;
import io.imprimatur.publishing.site.View;
import java.io.StringWriter;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes the site's map (sitemaps.org, protocol 0.9), with each page's other languages. */
final class SitemapWriter {

  private static final String NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9";
  private static final String XHTML = "http://www.w3.org/1999/xhtml";

  private final Identity identity;
  private final XMLOutputFactory factory = XMLOutputFactory.newDefaultFactory();

  SitemapWriter(Identity identity) {
    this.identity = identity;
  }

  String write(View.Sitemap map) {
    return map.index()
        ? write("sitemapindex", "sitemap", map.places())
        : write("urlset", "url", map.places());
  }

  private String write(String root, String each, List<View.Place> places) {
    StringWriter out = new StringWriter();
    try {
      XMLStreamWriter xml = factory.createXMLStreamWriter(out);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement(root);
      xml.writeDefaultNamespace(NAMESPACE);
      if (root.equals("urlset")) {
        xml.writeNamespace("xhtml", XHTML);
      }
      for (View.Place place : places) {
        xml.writeStartElement(each);
        element(xml, "loc", identity.publicUrl() + place.path());
        if (place.changed() != null) {
          element(xml, "lastmod", place.changed());
        }
        for (View.Link link : place.languages()) {
          xml.writeEmptyElement("xhtml", "link", XHTML);
          xml.writeAttribute("rel", "alternate");
          xml.writeAttribute("hreflang", TemplatePress.tag(link.language()));
          xml.writeAttribute("href", identity.publicUrl() + link.path());
        }
        xml.writeEndElement();
      }
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("text never fails to be written", e);
    }
    return out.toString();
  }

  private static void element(XMLStreamWriter xml, String name, String text)
      throws XMLStreamException {
    xml.writeStartElement(name);
    xml.writeCharacters(text);
    xml.writeEndElement();
  }
}
