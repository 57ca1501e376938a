package hermite.r;

import hermite.r.syntax.ParsedProgram;
import hermite.r.syntax.RParser;
import hermite.r.syntax.TopLevelExpression;
import hermite.r.value.RCharacter;
import hermite.r.value.RValue;
import hermite.r.value.language.RCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An expression of a program, or of a file that the program reads by {@code source("FILE")}.
 *
 * @param place its line, behind the file's name where it stands in another file than the program's
 */
record PlacedExpression(RValue value, String place) {
    /** The expressions in the order in which they are evaluated; files that are not there yet are passed over. */
    static List<PlacedExpression> of(ParsedProgram program) {
        List<PlacedExpression> found = new ArrayList<>();
        add(program, "", new HashSet<>(), found);
        return found;
    }

    private static void add(ParsedProgram program, String file, Set<String> read, List<PlacedExpression> found) {
        for (TopLevelExpression each : program.expressions()) {
            String sourced = sourced(each.value());
            if (!sourced.isEmpty() && read.add(sourced) && Files.isRegularFile(Path.of(sourced))) {
                add(parsed(sourced), sourced, read, found);
            }
            int line = each.source().line();
            found.add(new PlacedExpression(each.value(), file.isEmpty() ? "" + line : file + ":" + line));
        }
    }

    private static String sourced(RValue expression) {
        boolean reads = expression instanceof RCall call && call.functionName().equals("source") && call.size() > 0;
        return reads && ((RCall) expression).argument(0) instanceof RCharacter name && name.length() == 1
                ? name.get(0)
                : "";
    }

    private static ParsedProgram parsed(String file) {
        try {
            return RParser.parse(Files.readString(Path.of(file)), file);
        } catch (IOException e) {
            return RParser.parse("", file);
        }
    }
}
