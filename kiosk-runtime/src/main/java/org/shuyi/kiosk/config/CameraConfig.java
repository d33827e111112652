package org.shuyi.kiosk.config;

import java.nio.file.Path;

/**
 * A camera that is switched on.
 *
 * @param program writes one JPEG to its standard output and ends
 * @param sealTo the file of the centre's X25519 public key, for pictures and nothing else
 * @param keepDays after which they are erased, 1 to 90
 */
public record CameraConfig(Path program, Path sealTo, int keepDays) {}
