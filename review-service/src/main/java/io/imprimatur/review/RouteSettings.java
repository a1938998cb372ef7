package io.imprimatur.review;

import io.imprimatur.events.LocalName;
import io.imprimatur.events.Step;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.ArrayList;
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
    @NotNull @Valid @DefaultValue Map<String, RouteSetting> sections) {

  /**
   * @param steps one after the other, at least one
   */
  record RouteSetting(@NotEmpty @Valid List<StepSetting> steps) {

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
