package org.shuyi.kiosk.host;

import picocli.CommandLine.Command;

/** {@code ./kiosk tag}: what a book's tag says, and how to write one, without a reader. */
@Command(
    name = "tag",
    header = "What a book's tag says, and how to write one.",
    description = {
      "Works on bytes alone and needs no reader. The answer is JSON.",
      "Exit code: 0 understood, 1 the bytes are in no known data model, 2 the"
          + " question was wrong."
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "decode|encode",
    subcommands = {TagDecode.class, TagEncode.class})
public final class TagCommand {}
