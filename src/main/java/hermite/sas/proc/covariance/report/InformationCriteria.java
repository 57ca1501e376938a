package hermite.sas.proc.covariance.report;

/**
 * Information criteria, smaller is better (Akaike 1974; Hurvich and Tsai 1989; Schwarz 1978; Bozdogan 1987; Hannan and
 * Quinn 1979).
 *
 * @param minusTwoLog −2 log likelihood, restricted or not
 * @param parameters d
 * @param observations n, less p with a restricted likelihood
 * @param subjects s, or observations where there are none
 */
public record InformationCriteria(double minusTwoLog, double parameters, double observations, double subjects) {
    public double aic() {
        return minusTwoLog + 2 * parameters;
    }

    /** NaN where there are no more than d + 1 observations. */
    public double aicc() {
        double room = observations - parameters - 1;
        return room > 0 ? minusTwoLog + 2 * parameters * observations / room : Double.NaN;
    }

    public double bic() {
        return minusTwoLog + parameters * Math.log(subjects);
    }

    public double caic() {
        return minusTwoLog + parameters * (Math.log(subjects) + 1);
    }

    /** NaN or infinite with one subject. */
    public double hqic() {
        return minusTwoLog + 2 * parameters * Math.log(Math.log(subjects));
    }
}
