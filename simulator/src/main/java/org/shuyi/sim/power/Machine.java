package org.shuyi.sim.power;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a run needs of this machine. */
final class Machine {
  private static final List<String> TOOLS =
      List.of("nbdfuse", "fusermount3", "mkfs.ext4", "e2fsck", "mount", "umount", "losetup");

  private Machine() {}

  /** What is missing, or refused, in words; none where a run can begin. */
  static List<String> lacks() {
    var lacks = new ArrayList<String>();
    for (String device : List.of("/dev/fuse", "/dev/loop-control")) {
      if (!Files.isWritable(Path.of(device))) {
        lacks.add(device + " may not be written: run it as root, where the kernel has it");
      }
    }
    for (String tool : TOOLS) if (!isThere(tool)) lacks.add(tool + " is not installed");
    if (!lacks.isEmpty()) lacks.add("apt install libnbd-bin fuse3 e2fsprogs mount");
    return lacks;
  }

  private static boolean isThere(String tool) {
    String path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/sbin";
    for (String folder : path.split(":", -1)) {
      if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, tool))) return true;
    }
    return false;
  }
}
