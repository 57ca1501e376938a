package hermite.r.value;

/** An object whose parts are slots, read by {@code @}: slots and class are its attributes. */
public record RSlotted(Attributes attributes) implements RValue {
    @Override
    public String typeName() {
        return "S4";
    }

    @Override
    public RSlotted withAttributes(Attributes changed) {
        return new RSlotted(changed);
    }
}
