package org.shuyi.devices;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class Crc16Test {
  private static final Bytes DIGITS = Bytes.copyOf("123456789".getBytes(StandardCharsets.US_ASCII));

  /** Source: the "check" of each in the catalogue of parametrised CRC algorithms (CRC RevEng). */
  private static final Map<Crc16, Integer> CHECKS =
      Map.of(
          Crc16.MCRF4XX, 0x6F91, Crc16.MODBUS, 0x4B37, Crc16.ARC, 0xBB3D, Crc16.IBM_3740, 0x29B1);

  @Test
  void eachGivesTheCataloguesCheckOfTheNineDigits() {
    CHECKS.forEach((crc, check) -> assertThat(crc.of(DIGITS)).isEqualTo(check));
  }

  @Test
  void theFirstBytesAreSummedUpAsIfTheyStoodAlone() {
    for (Crc16 crc : CHECKS.keySet()) {
      assertThat(crc.of(DIGITS, 4))
          .isEqualTo(crc.of(DIGITS.slice(0, 4)))
          .isNotEqualTo(crc.of(DIGITS));
    }
  }
}
