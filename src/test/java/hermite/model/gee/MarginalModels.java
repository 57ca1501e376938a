package hermite.model.gee;

import hermite.model.PublishedData;
import java.nio.charset.StandardCharsets;

/** The designs of the published marginal models. */
final class MarginalModels {
    private MarginalModels() {}

    /** time, time², dose·time, dose·time² on the contraceptive trial. */
    static MarginalData contraceptiveQuadratic() {
        MarginalData data = new MarginalData();
        int id = 0;
        for (PublishedData.Pattern pattern : PublishedData.contraceptive()) {
            for (int repeat = 0; repeat < pattern.count(); repeat++, id++) {
                for (int j = 0; j < 4; j++) {
                    char y = pattern.responses().charAt(j);
                    double t = j + 1;
                    double g = pattern.group();
                    if (y != '.') {
                        data.add(id, j, y - '0', 1, t, t * t, g * t, g * t * t);
                    }
                }
            }
        }
        return data;
    }

    /** One column a cell of dose and time. */
    static MarginalData contraceptiveCells() {
        MarginalData data = new MarginalData();
        int id = 0;
        for (PublishedData.Pattern pattern : PublishedData.contraceptive()) {
            for (int repeat = 0; repeat < pattern.count(); repeat++, id++) {
                for (int j = 0; j < 4; j++) {
                    char y = pattern.responses().charAt(j);
                    if (y != '.') {
                        double[] cell = new double[8];
                        cell[4 * pattern.group() + j] = 1;
                        data.add(id, j, y - '0', cell);
                    }
                }
            }
        }
        return data;
    }

    /** 1, ms, age, ms·age; as frequencies or one cluster a child. */
    static MarginalData sixCities(boolean interaction, boolean frequencies) {
        MarginalData data = new MarginalData();
        int id = 0;
        for (PublishedData.Pattern pattern : PublishedData.sixCities()) {
            int repeats = frequencies ? 1 : pattern.count();
            double f = frequencies ? pattern.count() : 1;
            for (int repeat = 0; repeat < repeats; repeat++, id++) {
                for (int j = 0; j < 4; j++) {
                    double age = j - 2;
                    double ms = pattern.group();
                    double[] x = interaction ? new double[] {1, ms, age, ms * age} : new double[] {1, ms, age};
                    data.addWith(0, f, id, j, pattern.responses().charAt(j) - '0', x);
                }
            }
        }
        return data;
    }

    /** 1, time 1–4, time × active 1–4 on five visits. */
    static MarginalData respiratoryVisits() {
        MarginalData data = new MarginalData();
        int id = 0;
        for (PublishedData.Pattern pattern : PublishedData.respiratory()) {
            for (int repeat = 0; repeat < pattern.count(); repeat++, id++) {
                for (int j = 0; j < 5; j++) {
                    double[] x = new double[9];
                    x[0] = 1;
                    if (j > 0) {
                        x[j] = 1;
                        x[4 + j] = pattern.group();
                    }
                    data.add(id, j, pattern.responses().charAt(j) - '0', x);
                }
            }
        }
        return data;
    }

    /** 1, kingston, age, smoke. */
    static MarginalData wheeze() {
        MarginalData data = new MarginalData();
        for (double[] row : PublishedData.wheeze()) {
            data.add((int) row[0], (int) row[2] - 9, row[4], 1, row[1], row[2], row[3]);
        }
        return data;
    }

    /** 1, time, A at follow-up, B at follow-up. */
    static MarginalData leprosy() {
        MarginalData data = new MarginalData();
        double[][] rows = PublishedData.leprosy();
        for (int i = 0; i < rows.length; i++) {
            data.add(i, 0, rows[i][1], 1, 0, 0, 0);
            data.add(i, 1, rows[i][2], 1, 1, rows[i][0] == 0 ? 1 : 0, rows[i][0] == 1 ? 1 : 0);
        }
        return data;
    }

    /** 1, smoking, personality, blood pressure; offset log person-years; each row a cluster. */
    static MarginalData heart() {
        MarginalData data = new MarginalData();
        double[][] rows = PublishedData.heart();
        for (int i = 0; i < rows.length; i++) {
            data.addWith(Math.log(rows[i][4]), 1, i, 0, rows[i][3], 1, rows[i][0], rows[i][2], rows[i][1]);
        }
        return data;
    }

    private static String resource(String name) {
        try (java.io.InputStream in = MarginalModels.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** 1, A, center 2, F, age, baseline; from the documentation's list of patients. */
    static MarginalData respiratoryDocumentation() {
        MarginalData data = new MarginalData();
        String text = resource("respiratory.txt");
        int id = 0;
        for (String item : text.trim().split("\\s+")) {
            String[] part = item.split("/");
            double[] x = {
                1,
                part[2].equals("A") ? 1 : 0,
                part[0].equals("2") ? 1 : 0,
                part[3].equals("F") ? 1 : 0,
                Double.parseDouble(part[4]),
                Double.parseDouble(part[5])
            };
            for (int j = 0; j < 4; j++) {
                data.add(id, j, part[6].charAt(j) - '0', x);
            }
            id++;
        }
        return data;
    }

    /** 1, x1 (after baseline), trt, x1·trt; offset log weeks; the documentation's version without patient 207. */
    static MarginalData epilepsyDocumentation() {
        MarginalData data = new MarginalData();
        String text = resource("epilepsy.txt");
        int id = 0;
        for (String line : text.trim().split(";\\s*")) {
            double[] v = java.util.Arrays.stream(line.trim().split("\\s+"))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            for (int j = 0; j < 5; j++) {
                double x1 = j == 0 ? 0 : 1;
                data.addWith(Math.log(j == 0 ? 8 : 2), 1, id, j, v[3 + j], 1, x1, v[1], x1 * v[1]);
            }
            id++;
        }
        return data;
    }
}
