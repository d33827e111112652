package org.shuyi.kiosk.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shuyi.kiosk.kernel.Tale.ALICE;

import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.kernel.VisitEvent.Intent;
import org.shuyi.kiosk.kernel.visit.Visit;

/** The language of the screen is a visit's own, and is not left to the next one. */
class LanguageTest {
  private final Tale tale = Tale.inService();

  @Test
  void aLanguageChosenBeforeTheCardIsTheVisitsLanguage() {
    speaks("en").tell(new VisitEvent.CardTapped(ALICE));
    assertThat(tale.kiosk.visits().language()).isEqualTo("en");
  }

  @Test
  void aLanguageThatNobodyCameToSpeakIsForgotten() {
    speaks("en");
    assertThat(tale.kiosk.visits().now()).isInstanceOf(Visit.Greeted.class);
    assertThat(tale.screen()).isEqualTo("attract");
    tale.after(tale.kiosk.plan().idle().toMillis());
    assertThat(tale.kiosk.visits().language()).isEqualTo("zh-CN");
    assertThat(tale.kiosk.visits().now()).isEqualTo(new Visit.Nobody());
  }

  private Tale speaks(String language) {
    return tale.tell(new VisitEvent.Touched(new Intent.Speak(language)));
  }
}
