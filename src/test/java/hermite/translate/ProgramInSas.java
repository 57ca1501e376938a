package hermite.translate;

import hermite.report.Cell;
import hermite.report.OutputObject;
import hermite.report.OutputTable;
import hermite.report.destination.Destination;
import hermite.report.destination.Notice;
import hermite.report.destination.Page;
import hermite.sas.session.Session;
import hermite.sas.session.StepFilter;
import hermite.sas.syntax.ast.ProcStep;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tables of fixed effects that a program's model steps print, by step. */
final class ProgramInSas implements Destination, StepFilter {
    private static final Set<String> TABLES = Set.of("ParameterEstimates", "SolutionF", "GEEEmpPEst");

    private final Map<String, StepFigures> figures = new LinkedHashMap<>();
    private final Map<String, Integer> seen = new HashMap<>();
    private String step = "";

    private ProgramInSas() {}

    /** Figures by {@code MIXED, line 12}, with {@code #2} for the second time around a loop. */
    static Map<String, StepFigures> run(Path program, Path folder) throws IOException {
        ProgramInSas reader = new ProgramInSas();
        try (Session session = Session.builder()
                .currentDirectory(folder)
                .listing(new StringWriter())
                .log(line -> {})
                .filter(reader)
                .destination(reader)
                .build()) {
            session.submit(program);
        }
        return reader.figures;
    }

    @Override
    public boolean runs(ProcStep proc) {
        step = label(seen, proc.procedure().name(), proc.place().line());
        return true;
    }

    /** The next label of a step. */
    static String label(Map<String, Integer> seen, String procedure, int line) {
        String label = procedure + ", line " + line;
        int count = seen.merge(label, 1, Integer::sum);
        return count == 1 ? label : label + " #" + count;
    }

    @Override
    public String name() {
        return "FIGURES";
    }

    @Override
    public void begin(Page page) {}

    @Override
    public List<Notice> accept(OutputObject object) {
        if (object instanceof OutputTable table && TABLES.contains(table.name())) {
            boolean empirical = table.name().equals("GEEEmpPEst");
            if (empirical || !step.startsWith("GEE")) {
                figures.put(step, new StepFigures(rows(table)));
            }
        }
        return List.of();
    }

    @Override
    public List<Notice> close() {
        return List.of();
    }

    private static List<StepFigures.Row> rows(OutputTable table) {
        List<String> names = table.columns().stream().map(c -> c.variable()).toList();
        int estimate = names.indexOf("Estimate");
        int error = Math.max(names.indexOf("StdErr"), names.indexOf("Stderr"));
        List<StepFigures.Row> rows = new ArrayList<>();
        for (List<Cell> row : table.rows()) {
            List<String> levels = new ArrayList<>();
            for (int j = 1; j < estimate; j++) {
                String text = row.get(j) instanceof Cell.Text t ? t.value().strip() : "";
                if (!text.isEmpty()) {
                    levels.add(text);
                }
            }
            String effect = ((Cell.Text) row.get(0)).value();
            if (value(row.get(error)) > 0 && !effect.matches("(?i)scale|dispersion|power|alpha\\d+")) {
                rows.add(StepFigures.ofSas(effect, levels, value(row.get(estimate)), value(row.get(error))));
            }
        }
        return rows;
    }

    private static double value(Cell cell) {
        return cell instanceof Cell.Number n ? n.value() : cell instanceof Cell.Shown s ? s.value() : Double.NaN;
    }
}
