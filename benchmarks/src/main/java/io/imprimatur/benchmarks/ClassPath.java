package io.imprimatur.benchmarks;

import java.util.List;
import java.util.stream.Collectors;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;

/** Both sides of B3 stand on one class path; each leaves out what is the other's. */
final class ClassPath {

  private ClassPath() {}

  /** The argument of an application that starts without what has one of these in its name. */
  static String without(String... parts) {
    ImportCandidates all =
        ImportCandidates.load(AutoConfiguration.class, ClassPath.class.getClassLoader());
    return all.getCandidates().stream()
        .filter(name -> List.of(parts).stream().anyMatch(name::contains))
        .collect(Collectors.joining(",", "--spring.autoconfigure.exclude=", ""));
  }
}
