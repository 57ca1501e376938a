package hermite.sas.session;

import java.util.Optional;

/** Hermite's version, from the jar's manifest. */
public final class Version {
    private Version() {}

    /** For example {@code 0.1.0}; {@code development} when it does not run from its jar. */
    public static String text() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
