/** Enrolment of stations, signing of commands and policies, and the staff's command line. */
@NullMarked
package org.shuyi.provisioning;

import org.jspecify.annotations.NullMarked;
