package io.imprimatur.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The Maven modules of the project: where they lie and which need which. */
final class Modules {

  private static final String GROUP = "io.imprimatur";

  private final Path root;
  private final Map<String, Document> poms = new LinkedHashMap<>();

  Modules(Path root) {
    this.root = root;
    read("");
  }

  private void read(String module) {
    Path pom = root.resolve(module).resolve("pom.xml");
    Document document;
    try {
      document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(pom.toFile());
    } catch (SAXException | IOException | ParserConfigurationException e) {
      throw new Failure("%s can't be read: %s.".formatted(pom, e.getMessage()), e);
    }
    poms.put(module, document);
    for (Element list : children(document.getDocumentElement(), "modules")) {
      for (Element each : children(list, "module")) {
        String name = each.getTextContent().strip();
        read(module.isEmpty() ? name : module + "/" + name);
      }
    }
  }

  /** The module itself and every module whose code runs in it, by their folders. */
  Set<String> runningIn(String module) {
    var found = new LinkedHashSet<String>();
    collect(module, found);
    return found;
  }

  private void collect(String module, Set<String> found) {
    Document pom = poms.get(module);
    if (pom == null) {
      throw new Failure("The project has no module %s.".formatted(module));
    }
    if (!found.add(module)) {
      return;
    }
    for (Element list : children(pom.getDocumentElement(), "dependencies")) {
      for (Element dependency : children(list, "dependency")) {
        if (text(dependency, "groupId").equals(GROUP)
            && !text(dependency, "scope").equals("test")) {
          collect(folderOf(text(dependency, "artifactId")), found);
        }
      }
    }
  }

  private String folderOf(String artifact) {
    return poms.entrySet().stream()
        .filter(pom -> text(pom.getValue().getDocumentElement(), "artifactId").equals(artifact))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow(() -> new Failure("No module makes the artifact %s.".formatted(artifact)));
  }

  /** Every file that goes into what the module makes; poms of the folders above it included. */
  List<Path> sources(String module) {
    Path folder = root.resolve(module);
    var poms = new LinkedHashSet<Path>();
    for (Path at = folder; at.startsWith(root); at = at.getParent()) {
      poms.add(at.resolve("pom.xml"));
    }
    Path main = folder.resolve("src").resolve("main");
    if (!Files.isDirectory(main)) {
      return List.copyOf(poms);
    }
    try (Stream<Path> files = Files.walk(main)) {
      return Stream.concat(poms.stream(), files.filter(Files::isRegularFile)).toList();
    } catch (IOException e) {
      throw new Failure("The sources in %s can't be read: %s.".formatted(main, e), e);
    }
  }

  private static List<Element> children(Element parent, String name) {
    NodeList nodes = parent.getChildNodes();
    return Stream.iterate(0, i -> i < nodes.getLength(), i -> i + 1)
        .map(nodes::item)
        .filter(node -> node.getNodeType() == Node.ELEMENT_NODE)
        .map(Element.class::cast)
        .filter(element -> element.getTagName().equals(name))
        .toList();
  }

  private static String text(Element parent, String name) {
    return children(parent, name).stream()
        .findFirst()
        .map(element -> element.getTextContent().strip())
        .orElse("");
  }
}
