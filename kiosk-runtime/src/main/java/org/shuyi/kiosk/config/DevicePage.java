package org.shuyi.kiosk.config;

import java.util.List;
import java.util.function.Consumer;
import org.shuyi.devices.Settings;

/**
 * A text file that a device's settings name. What its driver refuses in it is told with the file's
 * own name and line, and the key that led there.
 */
record DevicePage(Value named, List<String> lines, Consumer<Complaint> complaints)
    implements Settings.Page {
  DevicePage {
    lines = List.copyOf(lines);
  }

  @Override
  public void refuse(int line, String found, String expected) {
    var place = new Place(named.text(), line, line == 0 ? 0 : 1);
    complaints.accept(Complaint.file(place, named.key(), Complaint.plain(found), expected));
  }
}
