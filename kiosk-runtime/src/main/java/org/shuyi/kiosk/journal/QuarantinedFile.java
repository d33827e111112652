package org.shuyi.kiosk.journal;

import java.nio.file.Path;

/**
 * A journal that was put aside and waits for a person to fetch it.
 *
 * @param file the data base; its log, if it had one, lies beside it
 * @param at when, as the clock said
 * @param reason in plain words
 */
public record QuarantinedFile(Path file, String at, String reason) {}
