package org.shuyi.devices.tag.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarksTest {
  @ParameterizedTest
  @CsvSource({
    "07, ON, SECURED",
    "07, OFF, DISAGREE",
    "07, NOT_KNOWN, SECURED",
    "C2, ON, DISAGREE",
    "C2, OFF, RELEASED",
    "C2, NOT_KNOWN, RELEASED",
    "21, OFF, RELEASED",
    "D7, NOT_KNOWN, SECURED",
    "DA, NOT_KNOWN, RELEASED",
    "02, OFF, NOT_KNOWN",
    "00, ON, NOT_KNOWN"
  })
  void afiAndEasMustAgree(String afi, Eas eas, Marks.Verdict verdict) {
    assertThat(new Marks(Integer.parseInt(afi, 16), eas).verdict()).isEqualTo(verdict);
  }

  @Test
  void whatIsWrittenSaysWhatItMeans() {
    assertThat(Marks.IN_LIBRARY).isEqualTo(new Marks(0x07, Eas.ON));
    assertThat(Marks.IN_LIBRARY.verdict()).isEqualTo(Marks.Verdict.SECURED);
    assertThat(Marks.ON_LOAN).isEqualTo(new Marks(0xC2, Eas.OFF));
    assertThat(Marks.ON_LOAN.verdict()).isEqualTo(Marks.Verdict.RELEASED);
  }

  @Test
  void aReadBackConfirmsOnlyWhatWasWanted() {
    assertThat(new Marks(0xC2, Eas.OFF).confirm(Marks.ON_LOAN)).isTrue();
    assertThat(new Marks(0xC2, Eas.NOT_KNOWN).confirm(Marks.ON_LOAN)).isTrue();
    assertThat(new Marks(0xC2, Eas.ON).confirm(Marks.ON_LOAN)).isFalse();
    assertThat(new Marks(0x07, Eas.OFF).confirm(Marks.ON_LOAN)).isFalse();
  }
}
