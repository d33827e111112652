package org.shuyi.kiosk.kernel.announce;

import java.util.Optional;
import org.shuyi.kiosk.kernel.Hours;

/**
 * By what the station speaks to whoever passes by.
 *
 * @param sign whether there is a sign
 * @param voice whether there is a loudspeaker
 * @param quiet when both keep still but for safety
 */
public record AnnouncePlan(boolean sign, boolean voice, Optional<Hours> quiet) {}
