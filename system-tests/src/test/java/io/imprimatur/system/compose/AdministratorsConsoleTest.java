package io.imprimatur.system.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.imprimatur.testkit.browser.TestBrowser;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whoever administers Keycloak gets in at its own port, and finds the people of the office. */
@Tag("compose")
@ExtendWith(OneProject.class)
@Order(3)
class AdministratorsConsoleTest {

  @Test
  void theAdministratorFindsTheOfficesPeople(Project project) {
    try (TestBrowser browser = TestBrowser.open("en", TestBrowser.WIDE)) {
      browser.expecting(project.keycloak()); // what is wrong with these pages is Keycloak's
      Page page = browser.newPage();
      page.navigate(project.keycloak());
      page.locator("#username").fill("admin");
      page.locator("#password").fill(project.secret("keycloak-admin.password"));
      page.locator("#kc-login").click();
      page.waitForURL(url -> url.startsWith(project.keycloak() + "/admin/master/console/"));
      page.navigate(project.keycloak() + "/admin/master/console/#/imprimatur/users");
      page.getByPlaceholder("Search user").fill("lin.yue");
      page.keyboard().press("Enter");
      page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("lin.yue")).waitFor();
      assertThat(page.url()).startsWith(project.keycloak());
    }
  }
}
