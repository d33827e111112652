package org.shuyi.provisioning;

import picocli.CommandLine.Command;

/** {@code ./kiosk ctl}: the staff's command line, against any broker. */
@Command(
    name = "ctl",
    header = "Status, watching and signed commands, against any broker.",
    description = {
      "Exit code: 0 done, 1 failed, refused or expired, 2 the question was wrong, 3 nobody"
          + " answered.",
      "The demo prints a profile: ./kiosk ctl status --profile FILE"
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "status|watch|send",
    subcommands = {StatusCommand.class, WatchCommand.class, SendCommand.class})
final class CtlCommand {}
