package io.imprimatur.kit.pages;

import io.imprimatur.kit.Forbidden;
import io.imprimatur.kit.people.Person;
import io.imprimatur.kit.people.Roles;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The smallest service with pages for staff. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(DeskApplication.Notes.class)
class DeskApplication {

  static final List<String> WRITTEN = new CopyOnWriteArrayList<>();
  static final Instant AT = Instant.parse("2026-11-24T06:49:03Z");

  @StaffPages
  static class Notes {

    @GetMapping("/write")
    String home(Model model) {
      return note("", model);
    }

    @GetMapping("/write/notes")
    String note(@RequestParam(defaultValue = "") String asked, Model model) {
      model.addAttribute("asked", asked);
      model.addAttribute("at", AT);
      return "desk/note";
    }

    @PostMapping("/write/notes")
    String write(Person person, @RequestParam String body) {
      WRITTEN.add(person.id() + ": " + body);
      return "redirect:/write/notes";
    }

    @GetMapping("/write/secret")
    String secret(Person person, Model model) {
      Roles.require(person, Roles.PUBLISHER, Roles.ADMINISTRATOR);
      return note("secret", model);
    }

    @GetMapping("/write/own")
    String own() {
      throw new Forbidden("Nobody decides on a text of their own.");
    }

    @GetMapping("/write/broken")
    String broken() {
      throw new IllegalStateException("secret inner words");
    }
  }
}
