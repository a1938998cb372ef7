package io.imprimatur.publishing.site.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.zip.CRC32;
import org.springframework.core.io.ClassPathResource;

/**
 * The addresses of the files that pages need, each with a mark of its content: a browser that keeps
 * an old one asks anew where it changed.
 */
public final class Assets {

  private final String css = marked("site.css");
  private final String icon = marked("icon.svg");

  public String css() {
    return css;
  }

  public String icon() {
    return icon;
  }

  private static String marked(String file) {
    CRC32 mark = new CRC32();
    try (InputStream in = new ClassPathResource("static/assets/" + file).getInputStream()) {
      mark.update(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("the program lacks its file " + file, e);
    }
    return "/assets/%s?%08x".formatted(file, mark.getValue());
  }
}
