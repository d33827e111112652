package org.shuyi.kiosk.kernel.camera;

import java.time.Duration;

/**
 * A camera that is switched on.
 *
 * @param keep how long a picture is kept
 */
public record CameraPlan(Duration keep) {}
