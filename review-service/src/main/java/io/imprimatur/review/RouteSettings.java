package io.imprimatur.review;

import io.imprimatur.events.LocalName;
import io.imprimatur.events.Step;
import io.imprimatur.review.approval.persistence.MongoRoutes.Configured;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.validation.annotation.Validated;

/**
 * The routes of the office file.
 *
 * @param fallback the route of every section that has none of its own ({@code
 *     imprimatur.routes.default})
 * @param sections routes by a section's id
 */
@Validated
@ConfigurationProperties("imprimatur.routes")
record RouteSettings(
    @NotNull @Valid @Name("default") RouteSetting fallback,
    @NotNull @DefaultValue Map<String, @Valid RouteSetting> sections) {

  /**
   * These routes for an office's sections.
   *
   * @throws IllegalArgumentException where a route is for a section that the office doesn't have
   */
  Configured of(List<String> officeSections) {
    for (String section : sections.keySet()) {
      if (!officeSections.contains(section)) {
        throw new IllegalArgumentException(
            "imprimatur.routes.sections names %s, which is none of the office's sections (%s)"
                .formatted(section, String.join(", ", officeSections)));
      }
    }
    Map<String, List<Step>> own = new HashMap<>();
    sections.forEach((section, route) -> own.put(section, route.toSteps()));
    return new Configured(officeSections, fallback.toSteps(), own);
  }

  /**
   * @param steps one after the other, at least one
   */
  record RouteSetting(@NotEmpty List<@Valid StepSetting> steps) {

    List<Step> toSteps() {
      List<Step> numbered = new ArrayList<>();
      for (StepSetting step : steps) {
        numbered.add(
            new Step(numbered.size() + 1, new LocalName(step.name.zh, step.name.en), step.group));
      }
      return numbered;
    }
  }

  /**
   * @param group the role, within the article's section, one of whose members decides
   */
  record StepSetting(
      @NotNull @Valid NameSetting name,
      @NotNull @Pattern(regexp = "reviewer|chief-editor") String group) {}

  /** A name in both languages. */
  record NameSetting(@NotBlank String zh, @NotBlank String en) {}
}
