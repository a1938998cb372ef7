package io.imprimatur.kit.office;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Reads the office file into the settings {@code imprimatur.office.*} and {@code
 * imprimatur.routes.*}: the file that {@code IMPRIMATUR_OFFICE} names, or the sample in this jar.
 */
final class OfficeFile implements EnvironmentPostProcessor, Ordered {

  private static final String VARIABLE = "IMPRIMATUR_OFFICE";
  private static final String SAMPLE = "office.yml";

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    String path = environment.getProperty(VARIABLE);
    Resource file =
        path == null || path.isBlank()
            ? new ClassPathResource(SAMPLE)
            : new FileSystemResource(Path.of(path));
    for (PropertySource<?> source : read(file)) {
      environment.getPropertySources().addLast(source);
    }
  }

  private static List<PropertySource<?>> read(Resource file) {
    if (!file.isReadable()) {
      throw new OfficeFileProblem(
          "There is no office file at %s.".formatted(file.getDescription()), null);
    }
    try {
      return new YamlPropertySourceLoader().load("office file", file);
    } catch (IOException | YAMLException | IllegalStateException e) {
      throw new OfficeFileProblem(
          "The office file %s is no YAML: %s".formatted(file.getDescription(), e.getMessage()), e);
    }
  }

  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE - 1;
  }
}
