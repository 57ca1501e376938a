package hermite.report.destination;

import hermite.report.Cell;
import hermite.report.NumberFormats;
import hermite.report.OutputColumn;
import hermite.report.OutputColumn.Align;
import hermite.report.OutputTable;
import hermite.report.OutputTable.Layout;
import java.util.ArrayList;
import java.util.List;

/**
 * The tables of the mock listings of shared/spec/output_layout.md, sections 10.1 and 10.2, with their invented
 * numbers as text, so that only the layout is at stake.
 */
public final class MockTables {
    private MockTables() {}

    public static List<OutputTable> genmod() {
        OutputColumn value = OutputColumn.text("cValue1", "").withAlign(Align.RIGHT);
        List<OutputTable> tables = new ArrayList<>();
        tables.add(labelled(
                "ModelInfo",
                "Model Information",
                value,
                "Data Set|WORK.AMENORRHEA",
                "Distribution|Binomial",
                "Link Function|Logit",
                "Dependent Variable|y"));
        tables.add(labelled(
                "NObs",
                "",
                value,
                "Number of Observations Read|4604",
                "Number of Observations Used|3616",
                "Number of Events|1231",
                "Number of Trials|3616",
                "Missing Values|988"));
        tables.add(columns(
                "ClassLevels",
                "Class Level Information",
                List.of(
                        OutputColumn.rowHeader("Class", "Class"),
                        OutputColumn.text("Value", "Value"),
                        number("X1", "").withSpan("Design|Variables")),
                "trt|0|0",
                "|1|1"));
        tables.add(columns(
                "ResponseProfile",
                "Response Profile",
                List.of(
                        number("OrderedValue", "Ordered|Value"),
                        OutputColumn.text("y", "y"),
                        number("Count", "Total|Frequency")),
                "1|1|1231",
                "2|0|2385"));
        tables.add(sentence("PROC GENMOD is modeling the probability that y='1'.", Layout.SENTENCE));
        tables.add(columns(
                "ParmInfo",
                "Parameter Information",
                List.of(
                        OutputColumn.rowHeader("Parameter", "Parameter"),
                        OutputColumn.text("Effect", "Effect"),
                        OutputColumn.text("trt", "trt")),
                "Prm1|Intercept|",
                "Prm2|time|",
                "Prm3|time2|",
                "Prm4|time*trt|1",
                "Prm5|time2*trt|1"));
        tables.add(sentence("Algorithm converged.", Layout.SENTENCE));
        tables.add(labelled(
                "GEEModInfo",
                "GEE Model Information",
                value,
                "Log Odds Ratio Structure|Fully Parameterized Clusters",
                "Within-Subject Effect|t (4 levels)",
                "Subject Effect|id (1151 levels)",
                "Number of Clusters|1151",
                "Clusters With Missing Values|437",
                "Correlation Matrix Dimension|4",
                "Maximum Cluster Size|4",
                "Minimum Cluster Size|1"));
        tables.add(columns(
                "GEELogORInfo",
                "Log Odds Ratio|Parameter|Information",
                List.of(OutputColumn.rowHeader("Parameter", "Parameter"), OutputColumn.text("Group", "Group")),
                "Alpha1|(1, 2)",
                "Alpha2|(1, 3)",
                "Alpha3|(1, 4)",
                "Alpha4|(2, 3)",
                "Alpha5|(2, 4)",
                "Alpha6|(3, 4)"));
        tables.add(sentence("Algorithm converged.", Layout.SENTENCE));
        tables.add(labelled(
                "GEEFitCriteria", "GEE Fit Criteria", value.withMinimumWidth(11), "QIC|4384.0000", "QICu|4382.0000"));
        tables.add(geeEstimates());
        tables.add(columns(
                "Type3",
                "Wald Statistics For Joint Tests For GEE",
                List.of(
                        OutputColumn.rowHeader("Source", "Source"),
                        number("DF", "DF"),
                        number("ChiSq", "Chi-|Square"),
                        number("ProbChiSq", "Pr > ChiSq")),
                "time|1|19.14|<.0001",
                "time2|1|1.00|0.3173",
                "time*trt|1|9.55|0.0020",
                "time2*trt|1|5.44|0.0196"));
        return tables;
    }

    public static OutputTable geeEstimates() {
        return columns(
                "GEEEmpPEst",
                "Analysis Of GEE Parameter Estimates|Empirical Standard Error Estimates",
                List.of(
                        OutputColumn.rowHeader("Parm", "Parameter"),
                        OutputColumn.rowHeader("Level1", "").withGap(2),
                        number("Estimate", "Estimate").withGap(2),
                        number("Stderr", "Standard|Error").withGap(2),
                        number("LowerCL", "").withGap(2).withMinimumWidth(8).withSpan("95% Confidence|Limits"),
                        number("UpperCL", "").withGap(2).withSpan("95% Confidence|Limits"),
                        number("Z", "Z").withGap(2),
                        number("ProbZ", "Pr > |Z|".replace('|', '\u2223')).withGap(2)),
                "Intercept||-2.2000|0.1800|-2.5528|-1.8472|-12.22|<.0001",
                "time||0.7000|0.1600|0.3864|1.0136|4.38|<.0001",
                "time2||-0.0300|0.0300|-0.0888|0.0288|-1.00|0.3173",
                "time*trt|1|0.3400|0.1100|0.1244|0.5556|3.09|0.0020",
                "time2*trt|1|-0.0700|0.0300|-0.1288|-0.0112|-2.33|0.0196",
                "Alpha1||1.3000|0.2000|1.1080|2.1920|6.50|<.0001",
                "Alpha2||1.4000|0.2000|1.2080|2.2920|7.00|<.0001",
                "Alpha3||1.5000|0.2000|1.3080|2.3920|7.50|<.0001",
                "Alpha4||1.6000|0.2000|1.4080|2.4920|8.00|<.0001",
                "Alpha5||1.7000|0.2000|1.5080|2.5920|8.50|<.0001",
                "Alpha6||1.8000|0.2000|1.6080|2.6920|9.00|<.0001");
    }

    public static List<OutputTable> glimmix() {
        OutputColumn left = OutputColumn.text("Value", "");
        OutputColumn right = left.withAlign(Align.RIGHT);
        StringBuilder ids = new StringBuilder();
        for (int id = 1; id <= 41; id++) {
            ids.append(id).append(id < 41 ? " " : "");
        }
        List<OutputTable> tables = new ArrayList<>();
        tables.add(labelled(
                "ModelInfo",
                "Model Information",
                left,
                "Data Set|WORK.AMENORRHEA",
                "Response Variable|y",
                "Response Distribution|Binomial",
                "Link Function|Logit",
                "Variance Function|Default",
                "Variance Matrix Blocked By|id",
                "Estimation Technique|Maximum Likelihood",
                "Likelihood Approximation|Gauss-Hermite Quadrature",
                "Degrees of Freedom Method|Containment",
                "Fixed Effects SE Adjustment|Sandwich - Classical"));
        tables.add(columns(
                "ClassLevels",
                "Class Level Information",
                List.of(
                        OutputColumn.rowHeader("Class", "Class"),
                        number("Levels", "Levels"),
                        OutputColumn.text("Values", "Values").withWrap(58, 0)),
                "id|1151|" + ids,
                "trt|2|1 0"));
        tables.add(labelled("NObs", "", right, "Number of Observations Read|4604", "Number of Observations Used|3616"));
        tables.add(labelled(
                "Dimensions",
                "Dimensions",
                right,
                "G-side Cov. Parameters|3",
                "Columns in X|7",
                "Columns in Z per Subject|2",
                "Subjects (Blocks in V)|1151",
                "Max Obs per Subject|4"));
        tables.add(labelled(
                "OptInfo",
                "Optimization Information",
                left.withGap(5),
                "Optimization Technique|Dual Quasi-Newton",
                "Parameters in Optimization|8",
                "Lower Boundaries|2",
                "Upper Boundaries|0",
                "Fixed Effects|Not Profiled",
                "Starting From|GLM estimates",
                "Quadrature Points|5"));
        tables.add(columns(
                "IterHistory",
                "Iteration History",
                List.of(
                        number("Iteration", "Iteration"),
                        number("Restarts", "Restarts"),
                        number("Evaluations", "Evaluations"),
                        number("Objective", "Objective|Function"),
                        number("Change", "Change"),
                        number("MaxGradient", "Max|Gradient")),
                "0|0|4|3999.9999999|.|99.99999",
                "1|0|3|3901.1111111|98.88888880|22.22222",
                "2|0|2|3880.2222222|20.88888890|8.888888",
                "11|0|3|3857.1111111|0.00001234|0.012345"));
        tables.add(sentence("Convergence criterion (GCONV=1E-8) satisfied.", Layout.CENTRED_SENTENCE));
        tables.add(labelled(
                "FitStatistics",
                "Fit Statistics",
                right.withMinimumWidth(8),
                "-2 Log Likelihood|3857.11",
                "AIC  (smaller is better)|3873.11",
                "AICC (smaller is better)|3873.15",
                "BIC  (smaller is better)|3913.50",
                "CAIC (smaller is better)|3921.50",
                "HQIC (smaller is better)|3888.35"));
        tables.add(labelled(
                "CondFitStatistics",
                "Fit Statistics for Conditional Distribution",
                right.withMinimumWidth(8),
                "-2 log L(y \u2223 r. effects)|1980.11",
                "Pearson Chi-Square|1481.11",
                "Pearson Chi-Square / DF|0.41"));
        tables.add(columns(
                "CovParms",
                "Covariance Parameter Estimates",
                List.of(
                        OutputColumn.rowHeader("CovParm", "Cov Parm"),
                        OutputColumn.rowHeader("Subject", "Subject"),
                        number("Estimate", "Estimate"),
                        number("StdErr", "Standard|Error")),
                "UN(1,1)|id|4.1111|1.7777",
                "UN(2,1)|id|-0.1111|0.4444",
                "UN(2,2)|id|0.3666|0.1388"));
        tables.add(columns(
                "ParameterEstimates",
                "Solutions for Fixed Effects",
                List.of(
                        OutputColumn.rowHeader("Effect", "Effect"),
                        OutputColumn.rowHeader("trt", "trt"),
                        number("Estimate", "Estimate"),
                        number("StdErr", "Standard|Error"),
                        number("DF", "DF"),
                        number("tValue", "t Value"),
                        number("Probt", "Pr > \u2223t\u2223")),
                "Intercept||-3.3333|0.4888|1150|-6.82|<.0001",
                "time||0.7777|0.3666|951|2.12|0.0341",
                "time2||0.01777|0.06888|1510|0.26|0.7965",
                "time*trt|1|0.5333|0.1933|1510|2.76|0.0059",
                "time*trt|0|0|.|.|.|.",
                "time2*trt|1|-0.09666|0.05222|1510|-1.85|0.0644",
                "time2*trt|0|0|.|.|.|."));
        tables.add(columns(
                "Tests3",
                "Type III Tests of Fixed Effects",
                List.of(
                        OutputColumn.rowHeader("Effect", "Effect"),
                        number("NumDF", "Num|DF"),
                        number("DenDF", "Den|DF"),
                        number("FValue", "F Value"),
                        number("ProbF", "Pr > F")),
                "time|1|951|8.41|0.0038",
                "time2|1|1510|0.22|0.6413",
                "time*trt|1|1510|7.70|0.0056",
                "time2*trt|1|1510|3.47|0.0626"));
        return tables;
    }

    public static OutputColumn number(String variable, String heading) {
        return OutputColumn.number(variable, heading, NumberFormats.F8_4);
    }

    public static OutputTable sentence(String text, Layout layout) {
        return OutputTable.of(
                "Sentence", "", layout, List.of(OutputColumn.text("", "")), List.of(List.of(Cell.of(text))));
    }

    public static OutputTable labelled(String name, String title, OutputColumn value, String... rows) {
        return table(name, title, Layout.LABEL_VALUE, List.of(OutputColumn.rowHeader("Label1", ""), value), rows);
    }

    public static OutputTable columns(String name, String title, List<OutputColumn> columns, String... rows) {
        return table(name, title, Layout.COLUMNS, columns, rows);
    }

    /** Rows are given as cells separated by {@code |}; the character ∣ (U+2223) stands for a bar within a cell. */
    private static OutputTable table(
            String name, String title, Layout layout, List<OutputColumn> columns, String... rows) {
        List<List<Cell>> cells = new ArrayList<>();
        for (String row : rows) {
            List<Cell> list = new ArrayList<>();
            for (String text : row.split("\\|", -1)) {
                list.add(new Cell.Shown(0, text.replace('\u2223', '|')));
            }
            cells.add(list);
        }
        List<OutputColumn> barred = columns.stream()
                .map(c -> new OutputColumn(
                        c.variable(),
                        c.label().replace('\u2223', '|'),
                        c.heading().stream().map(h -> h.replace('\u2223', '|')).toList(),
                        c.span(),
                        c.type(),
                        c.format(),
                        c.align(),
                        c.visibility(),
                        c.rowHeader(),
                        c.spacing()))
                .toList();
        List<String> titles = title.isEmpty() ? List.of() : List.of(title.split("\\|"));
        return new OutputTable(name, title.replace('|', ' '), titles, layout, barred, cells, List.of());
    }
}
