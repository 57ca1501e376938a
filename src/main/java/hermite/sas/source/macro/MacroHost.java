package hermite.sas.source.macro;

import java.util.List;
import java.util.Optional;

/** What the macro processor asks of the session around it. */
public interface MacroHost {
    /** Value of an automatic variable ({@code SYSDATE9}, {@code SYSLAST} …), name in upper case; empty when there is none. */
    Optional<String> automatic(String name);

    /** Assigns an automatic variable that may be set ({@code SYSCC}); false when the name is none. */
    boolean setAutomatic(String name, String value);

    /** Whether a system option is on: MPRINT, MLOGIC, SYMBOLGEN, SERROR, MERROR, MINOPERATOR, SOURCE2. */
    boolean option(String name);

    /**
     * %SYSFUNC: a DATA step function on text arguments.
     *
     * @param format how a number is written; empty for its shortest form
     * @throws IllegalArgumentException when the function is unknown or its arguments are wrong; the message says why
     */
    String function(String name, List<String> arguments, Optional<String> format);

    /**
     * The text an %INCLUDE names.
     *
     * @param quoted whether the name is a path in quotes rather than a fileref
     */
    Optional<Included> include(String name, boolean quoted);

    /** Text of an autocall macro's file, name in lower case; empty when no library has it. */
    Optional<Included> autocall(String name);

    /** @param source what messages call it */
    record Included(String source, String text) {}

    /** No variables, no files, no functions; warnings on. For checking and for tests. */
    MacroHost NONE = new MacroHost() {
        @Override
        public Optional<String> automatic(String name) {
            return Optional.empty();
        }

        @Override
        public boolean setAutomatic(String name, String value) {
            return false;
        }

        @Override
        public boolean option(String name) {
            return name.equals("SERROR") || name.equals("MERROR");
        }

        @Override
        public String function(String name, List<String> arguments, Optional<String> format) {
            throw new IllegalArgumentException("no functions here");
        }

        @Override
        public Optional<Included> include(String name, boolean quoted) {
            return Optional.empty();
        }

        @Override
        public Optional<Included> autocall(String name) {
            return Optional.empty();
        }
    };
}
