package io.imprimatur.review.approval;

import io.imprimatur.events.Step;
import io.imprimatur.kit.Forbidden;
import io.imprimatur.kit.Refusal;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Why somebody may not decide on the step that is open. */
public sealed interface Hindrance {

  /**
   * Names the reason, for words in other languages: see {@link io.imprimatur.kit.Refusal#coded}.
   */
  String code();

  /** What the words of each language are filled in with. */
  default List<Object> arguments() {
    return List.of();
  }

  /** The reason in English, addressed to the person. */
  String sentence();

  /** The refusal of a decision for this reason. */
  default Refusal refusal() {
    return new Forbidden(sentence()).coded(code(), arguments().toArray());
  }

  /** They are an administrator. */
  record Administrates() implements Hindrance {
    @Override
    public String code() {
      return "administrator";
    }

    @Override
    public String sentence() {
      return "Administrators never decide on texts.";
    }
  }

  /** The step is another group's. */
  record LacksRole(Step step, Set<String> roles) implements Hindrance {
    public LacksRole {
      roles = Set.copyOf(roles);
    }

    @Override
    public String code() {
      return "step-takes-" + step.group();
    }

    @Override
    public List<Object> arguments() {
      return List.of(step.number());
    }

    @Override
    public String sentence() {
      return "Step %d, %s, takes the role %s; you have %s."
          .formatted(
              step.number(),
              step.name().en(),
              step.group(),
              roles.isEmpty() ? "none" : String.join(", ", new TreeSet<>(roles)));
    }
  }

  /** Their role holds in other sections only. */
  record OtherSection(String section) implements Hindrance {
    @Override
    public String code() {
      return "other-section";
    }

    @Override
    public String sentence() {
      return "Your role does not hold in the section %s.".formatted(section);
    }
  }

  /** They had a hand in the text. */
  record Contributed() implements Hindrance {
    @Override
    public String code() {
      return "own-text";
    }

    @Override
    public String sentence() {
      return "You wrote, edited or submitted this text since it was last published; others decide on it.";
    }
  }

  /** They decided before in this round. */
  record DecidedBefore(int step, int open) implements Hindrance {
    @Override
    public String code() {
      return "same-person";
    }

    @Override
    public List<Object> arguments() {
      return List.of(step, open);
    }

    @Override
    public String sentence() {
      return "You decided step %d of this round; somebody else decides step %d."
          .formatted(step, open);
    }
  }
}
