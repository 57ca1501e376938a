package hermite.sas.proc.transpose;

import hermite.data.Formats;
import hermite.data.Missing;
import hermite.data.Table;
import hermite.data.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The variables that rows become, in order of appearance: numbered, or named by formatted values of ID variables made
 * into names. SAS 9.4 Base Procedures Guide, TRANSPOSE, ID statement: in a value that reads as a number the signs and
 * the point become P, N and D; other characters that no name may have become underscores.
 */
final class NewNames {
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    private static final int LONGEST = 32;

    private final TransposeRequest request;
    private final Formats formats;
    private final Map<String, Integer> places = new LinkedHashMap<>();
    private final List<String> names = new ArrayList<>();
    private final List<String> labels = new ArrayList<>();

    NewNames(TransposeRequest request, Formats formats) {
        this.request = request;
        this.formats = formats;
    }

    int size() {
        return names.size();
    }

    String name(int place) {
        return names.get(place);
    }

    String label(int place) {
        return labels.get(place);
    }

    /** The ID value of a row as written; empty when one of its variables is missing. */
    Optional<String> idValue(Table table, int row) {
        List<String> parts = new ArrayList<>();
        for (String id : request.ids()) {
            int place = table.indexOf(id);
            boolean missing = table.variable(place).isNumeric()
                    ? Missing.isMissing(table.numeric(place).get(row))
                    : table.character(place).get(row).isEmpty();
            if (missing) {
                return Optional.empty();
            }
            parts.add(display(table, place, row));
        }
        return Optional.of(String.join(request.delimiter(), parts));
    }

    /** The variable a row becomes: by its ID value, or by its number in its group, from 0. */
    int place(Table table, int row, Optional<String> idValue, int number) {
        String name = idValue.map(this::name).orElse(request.prefix() + (number + 1) + request.suffix());
        String key = name.toUpperCase(Locale.ROOT);
        Integer known = places.get(key);
        if (known != null) {
            return known;
        }
        places.put(key, names.size());
        names.add(name);
        labels.add(request.idLabel()
                .map(variable -> display(table, table.indexOf(variable), row))
                .orElse(""));
        return names.size() - 1;
    }

    private String name(String idValue) {
        String value = NUMBER.matcher(idValue).matches()
                ? idValue.replace('+', 'P').replace('-', 'N').replace('.', 'D')
                : idValue;
        String name = (request.prefix() + value + request.suffix()).replaceAll("[^A-Za-z0-9_]", "_");
        if (!name.isEmpty() && Character.isDigit(name.charAt(0))) {
            name = "_" + name;
        }
        return name.substring(0, Math.min(LONGEST, name.length()));
    }

    private String display(Table table, int place, int row) {
        Variable variable = table.variable(place);
        return variable.isNumeric()
                ? formats.display(variable, table.numeric(place).get(row)).strip()
                : formats.display(variable, table.character(place).get(row)).strip();
    }
}
