package hermite.model.gee;

import hermite.model.Observations;
import java.util.ArrayList;
import java.util.List;

/** Collects rows of clustered data for tests. */
final class MarginalData {
    private final List<double[]> x = new ArrayList<>();
    private final List<Double> y = new ArrayList<>();
    private final List<Double> offset = new ArrayList<>();
    private final List<Double> frequency = new ArrayList<>();
    private final List<Integer> cluster = new ArrayList<>();
    private final List<Integer> position = new ArrayList<>();
    private int dimension;

    MarginalData add(int c, int occasion, double response, double... covariates) {
        return addWith(0, 1, c, occasion, response, covariates);
    }

    MarginalData addWith(double off, double f, int c, int occasion, double response, double... covariates) {
        cluster.add(c);
        position.add(occasion);
        y.add(response);
        offset.add(off);
        frequency.add(f);
        x.add(covariates);
        dimension = Math.max(dimension, occasion + 1);
        return this;
    }

    int rows() {
        return y.size();
    }

    Observations observations() {
        return observations(java.util.stream.IntStream.range(0, rows()).toArray());
    }

    Observations observations(int[] order) {
        int n = rows();
        int p = x.get(0).length;
        double[] flat = new double[n * p];
        double[] response = new double[n];
        double[] off = new double[n];
        double[] f = new double[n];
        for (int i = 0; i < n; i++) {
            System.arraycopy(x.get(order[i]), 0, flat, i * p, p);
            response[i] = y.get(order[i]);
            off[i] = offset.get(order[i]);
            f[i] = frequency.get(order[i]);
        }
        return Observations.of(flat, p, response).withOffset(off).withFrequency(f);
    }

    ClusteredObservations clustered() {
        return clustered(java.util.stream.IntStream.range(0, rows()).toArray());
    }

    /** Rows in another order, as if the input had been shuffled. */
    ClusteredObservations clustered(int[] order) {
        int[] c = java.util.stream.IntStream.of(order).map(cluster::get).toArray();
        int[] pos = java.util.stream.IntStream.of(order).map(position::get).toArray();
        return ClusteredObservations.of(observations(order), c, pos, new int[rows()], dimension);
    }
}
