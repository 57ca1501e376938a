package hermite.r.value;

/** A Java object in R's hands, such as a fitter's record: carried about, never looked into by scripts. */
public record RForeign(Object object) implements RValue {
    @Override
    public String typeName() {
        return "externalptr";
    }
}
