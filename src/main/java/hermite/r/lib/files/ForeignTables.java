package hermite.r.lib.files;

import hermite.data.CharacterColumn;
import hermite.data.Missing;
import hermite.data.NumericColumn;
import hermite.data.Table;
import hermite.data.Variable;
import hermite.r.value.Attributes;
import hermite.r.value.DataFrames;
import hermite.r.value.RCharacter;
import hermite.r.value.RDouble;
import hermite.r.value.RList;
import hermite.r.value.RValue;
import java.util.Set;

/** Data sets of other systems as data frames. */
public final class ForeignTables {
    /** Days from 1 January 1960, where SAS counts from, to 1970. */
    private static final double DAYS_FROM_1960 = 3653;

    private static final Set<String> DATE_FORMATS = Set.of(
            "DATE", "MMDDYY", "DDMMYY", "YYMMDD", "E8601DA", "B8601DA", "WEEKDATE", "WORDDATE", "MONYY", "YYMMDDD");

    private ForeignTables() {}

    /** @param labelled whether labels and formats are kept as attributes, and dates become dates */
    public static RList frame(Table table, boolean labelled) {
        String[] names = new String[table.variables().size()];
        RValue[] columns = new RValue[names.length];
        for (int j = 0; j < names.length; j++) {
            Variable variable = table.variable(j);
            names[j] = variable.name();
            columns[j] = column(table, j, variable, labelled);
        }
        return DataFrames.of(names, columns, table.rowCount());
    }

    /** As haven writes formats: name, width and decimals without the final point. */
    private static String spelling(hermite.data.Format format) {
        return format.name()
                + (format.width() > 0 ? format.width() : "")
                + (format.decimals() > 0 ? "." + format.decimals() : "");
    }

    private static RValue column(Table table, int j, Variable variable, boolean labelled) {
        Attributes attributes = Attributes.NONE;
        String format = variable.format().map(f -> f.name()).orElse("");
        String spelled = variable.format().map(ForeignTables::spelling).orElse("");
        if (labelled && !variable.label().isEmpty()) {
            attributes = attributes.with("label", RCharacter.of(variable.label()));
        }
        if (labelled && !format.isEmpty()) {
            attributes = attributes.with("format.sas", RCharacter.of(spelled));
        }
        if (table.column(j) instanceof CharacterColumn texts) {
            String[] values = new String[table.rowCount()];
            for (int i = 0; i < values.length; i++) {
                values[i] = texts.get(i);
            }
            return RCharacter.of(values, attributes);
        }
        NumericColumn numbers = (NumericColumn) table.column(j);
        double[] values = new double[table.rowCount()];
        boolean date = labelled && DATE_FORMATS.contains(format);
        boolean time = labelled && format.equals("DATETIME");
        for (int i = 0; i < values.length; i++) {
            double x = numbers.get(i);
            values[i] = Missing.isMissing(x)
                    ? RDouble.NA
                    : date ? x - DAYS_FROM_1960 : time ? x - DAYS_FROM_1960 * 86400 : x;
        }
        if (date) {
            attributes = attributes.with("class", RCharacter.of("Date"));
        } else if (time) {
            attributes =
                    attributes.with("class", RCharacter.of("POSIXct", "POSIXt")).with("tzone", RCharacter.of("UTC"));
        }
        return RDouble.of(values, attributes);
    }
}
