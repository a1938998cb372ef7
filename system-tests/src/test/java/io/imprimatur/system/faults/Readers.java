package io.imprimatur.system.faults;

import io.imprimatur.system.Newsroom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Subscribers of a run, each with an address, sections and a language. */
record Readers(List<Reader> all) {

  record Reader(String address, List<String> sections, String language) {
    boolean wants(Story story) {
      return language.equals(story.language()) && sections.contains(story.beat().section());
    }
  }

  /** Subscribes and confirms so many readers; their wishes are drawn. */
  static Readers subscribe(Newsroom newsroom, Random choices, String run, int readers) {
    List<Reader> all = new ArrayList<>();
    for (int i = 0; i < readers; i++) {
      List<String> sections = new ArrayList<>();
      for (String section : Beat.SECTIONS) {
        if (choices.nextInt(3) > 0) {
          sections.add(section);
        }
      }
      if (sections.isEmpty()) {
        sections.add(Beat.SECTIONS.getFirst());
      }
      String language = choices.nextInt(4) == 0 ? "zh" : "en";
      Reader reader = new Reader("reader-" + i + "@" + run + ".example.org", sections, language);
      newsroom.subscribe(reader.address(), sections, language);
      all.add(reader);
    }
    return new Readers(List.copyOf(all));
  }

  Map<String, Reader> byAddress() {
    Map<String, Reader> found = new TreeMap<>();
    all.forEach(reader -> found.put(reader.address(), reader));
    return found;
  }
}
