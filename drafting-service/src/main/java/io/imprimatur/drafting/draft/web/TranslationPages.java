package io.imprimatur.drafting.draft.web;

import io.imprimatur.drafting.draft.Receipt;
import io.imprimatur.drafting.draft.Translations;
import io.imprimatur.kit.aggregate.Idempotency;
import io.imprimatur.kit.pages.StaffPages;
import io.imprimatur.kit.people.Person;
import io.imprimatur.kit.people.Roles;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Begins an article's translation. */
@StaffPages
class TranslationPages {

  private final Translations translations;
  private final Names names;

  TranslationPages(Translations translations, Names names) {
    this.names = names;
    this.translations = translations;
  }

  @PostMapping("/write/{id}/translation")
  String begin(Person writer, @PathVariable String id, RedirectAttributes flash) {
    Roles.require(writer, Roles.WRITER);
    Receipt receipt = translations.begin(writer, id, new Idempotency(null, writer.id(), ""));
    flash.addFlashAttribute("notices", names.word("said.translation"));
    return "redirect:/write/" + receipt.id();
  }
}
