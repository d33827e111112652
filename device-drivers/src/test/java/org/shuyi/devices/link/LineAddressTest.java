package org.shuyi.devices.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shuyi.devices.link.LineAddress.Parity;

class LineAddressTest {
  @Test
  void aSerialPortIsReadWithItsSettings() {
    var address =
        LineAddress.parse("serial:/dev/shuyi/locks?baud=19200&parity=even&bits=7&stop=2&rts=on");
    assertThat(address)
        .isEqualTo(
            new LineAddress.Serial(
                "/dev/shuyi/locks",
                19_200,
                List.of(),
                7,
                Parity.EVEN,
                2,
                Optional.of(true),
                Optional.empty(),
                Optional.empty()));
    assertThat(address.describe()).isEqualTo("/dev/shuyi/locks 19200 7E2");
    assertThat(address.line()).isInstanceOf(SerialLine.class);
  }

  @Test
  void furtherRatesAndTheOnlyAdapterAreRead() {
    var address =
        (LineAddress.Serial)
            LineAddress.parse(
                "serial:/dev/x?baud=38400&also=9600,19200&adapter=0403:6001:A50285BI");
    assertThat(address.also()).containsExactly(9_600, 19_200);
    assertThat(address.adapter()).hasValue("0403:6001:A50285BI");
  }

  @Test
  void whatIsNotSaidIsAsUsual() {
    assertThat(LineAddress.parse("serial:/dev/pts/3").describe()).isEqualTo("/dev/pts/3 9600 8N1");
  }

  @Test
  void aTcpPortIsRead() {
    assertThat(LineAddress.parse("tcp:127.0.0.1:5000"))
        .isEqualTo(new LineAddress.Tcp("127.0.0.1", 5000));
    assertThat(LineAddress.parse("tcp:[::1]:5000")).isEqualTo(new LineAddress.Tcp("::1", 5000));
    assertThat(LineAddress.parse("tcp:127.0.0.1:5000").line()).isInstanceOf(TcpLine.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          com3 | expected serial:/dev/NAME?baud=9600 or tcp:HOST:PORT
          serial: | expected an absolute path
          serial:locks | expected an absolute path
          serial:/dev/ | expected an absolute path
          serial:/dev/x?baud=fast | baud=fast; expected a number from 300 to 921600
          serial:/dev/x?baud=19200&baud=9600 | baud twice
          serial:/dev/x?parity=mark | parity=mark; expected none or even or odd
          serial:/dev/x?speed=9600 | unknown setting "speed"; expected baud, also
          serial:/dev/x?also=9600, | also=9600,; expected at most 4 numbers from 300 to 921600
          serial:/dev/x?also=1,2 | also=1,2; expected at most 4 numbers
          serial:/dev/x?adapter=FTDI | adapter=FTDI; expected VENDOR:PRODUCT:SERIAL
          serial:/dev/x?baud | expected KEY=VALUE
          serial:/dev/x?baud=9600& | expected KEY=VALUE
          tcp:5000 | no host
          tcp:host: | a port from 1 to 65535
          tcp:host:70000 | a port from 1 to 65535
          tcp:a/b:80 | no host
          process:reader | expected an absolute path
          process:/opt/ | expected an absolute path
          """)
  void badTextIsRefusedWithReasonAndWhatWasExpected(String text, String why) {
    assertThatThrownBy(() -> LineAddress.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(text)
        .hasMessageContaining(why);
  }
}
