package org.shuyi.kiosk.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shuyi.devices.lock.Contact.CLOSED;
import static org.shuyi.devices.lock.Contact.OPEN;
import static org.shuyi.devices.lock.Contact.UNKNOWN;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.shuyi.devices.lock.Contact;
import org.shuyi.kiosk.kernel.DoorContact;
import org.shuyi.kiosk.kernel.DoorId;

/** Latch and sensor of one door, joined. */
class DoorContactsTest {
  private static final DoorId DOOR = new DoorId("1");
  private final DoorContacts contacts = new DoorContacts(List.of(DOOR));

  @Test
  void closedNeedsBothAndWhatOneDoesNotSayIsUnknown() {
    for (Contact latch : Contact.values()) {
      for (Contact sensor : Contact.values()) {
        DoorContact joined = DoorContacts.joined(latch, sensor);
        boolean unknown = latch == UNKNOWN || sensor == UNKNOWN;
        DoorContact expected =
            unknown
                ? DoorContact.UNKNOWN
                : latch == OPEN
                    ? DoorContact.OPEN
                    : sensor == OPEN ? DoorContact.AJAR : DoorContact.CLOSED;
        assertThat(joined).as("latch %s, sensor %s", latch, sensor).isEqualTo(expected);
      }
    }
  }

  @Test
  void onlyWhatIsNewIsTold() {
    assertThat(contacts.latch(DOOR, CLOSED)).isEmpty();
    assertThat(contacts.sensor(DOOR, CLOSED)).hasValue(DoorContact.CLOSED);
    assertThat(contacts.sensor(DOOR, OPEN)).hasValue(DoorContact.AJAR);
    assertThat(contacts.latch(DOOR, OPEN)).hasValue(DoorContact.OPEN);
    assertThat(contacts.sensor(DOOR, CLOSED)).isEmpty();
    assertThat(contacts.latch(DOOR, UNKNOWN)).hasValue(DoorContact.UNKNOWN);
  }

  @Test
  void askedAfreshBothMustAnswer() {
    contacts.asked();
    assertThat(contacts.latchSensed(DOOR, CLOSED)).isEmpty();
    assertThat(contacts.sensorSensed(DOOR, CLOSED)).hasValue(DoorContact.CLOSED);
    contacts.asked();
    assertThat(contacts.sensorSensed(DOOR, OPEN)).as("the latch's old word").isEmpty();
    assertThat(contacts.latchSensed(DOOR, CLOSED)).hasValue(DoorContact.AJAR);
  }

  @Test
  void aPinIsNeverAskedSinceItTellsByItself() {
    var pin = new DoorId("2");
    contacts.tellsItself(pin);
    assertThat(contacts.sensor(pin, CLOSED)).isEmpty();
    contacts.asked();
    assertThat(contacts.latchSensed(pin, CLOSED)).hasValue(DoorContact.CLOSED);
  }
}
