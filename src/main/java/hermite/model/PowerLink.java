package hermite.model;

/** The link mu^power = eta. Eta must be positive unless 1/power is a whole number. */
public record PowerLink(double power) implements Link {
    public PowerLink {
        if (power == 0 || Double.isNaN(power)) {
            throw new IllegalArgumentException("the power of a power link must not be 0; use the log link");
        }
    }

    /** The link of a {@link #label}. */
    public static PowerLink labelled(String label) {
        return new PowerLink(Double.parseDouble(label.substring("Power(".length(), label.length() - 1)));
    }

    @Override
    public String label() {
        String number = power == Math.rint(power) ? Long.toString((long) power) : Double.toString(power);
        return "Power(" + number + ")";
    }

    @Override
    public double link(double mu) {
        return Math.pow(mu, power);
    }

    @Override
    public double inverse(double eta) {
        return Math.pow(eta, 1 / power);
    }

    @Override
    public double firstDerivative(double eta) {
        double r = 1 / power;
        return r * Math.pow(eta, r - 1);
    }

    @Override
    public double secondDerivative(double eta) {
        double r = 1 / power;
        return r * (r - 1) * Math.pow(eta, r - 2);
    }

    @Override
    public double thirdDerivative(double eta) {
        double r = 1 / power;
        return r * (r - 1) * (r - 2) * Math.pow(eta, r - 3);
    }
}
