package hermite.sas.datastep.compile;

import hermite.data.Format;
import hermite.data.Formats;
import hermite.data.ValueType;
import hermite.sas.datastep.DataStepMessage;
import hermite.sas.datastep.node.Blanks;
import hermite.sas.datastep.node.ExpressionNode;
import hermite.sas.datastep.node.NumberNode;
import hermite.sas.datastep.node.TextNode;
import hermite.sas.datastep.vector.ArrayDefinition;
import hermite.sas.datastep.vector.PdvVariable;
import hermite.sas.datastep.vector.ProgramDataVector;
import hermite.sas.log.StepFailure;
import hermite.sas.log.Suggestion;
import hermite.sas.source.Place;
import hermite.sas.syntax.ast.DataStatement;
import hermite.sas.syntax.ast.Expression;
import hermite.sas.syntax.ast.VariableList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Statements that act while the step is compiled: attributes, RETAIN, ARRAY, KEEP, DROP, RENAME. */
final class DeclarationCompiler {
    private final StepParts parts;
    private final ProgramDataVector pdv;
    private final List<DataStatement.Keep> keeps = new ArrayList<>();
    private final List<DataStatement.Drop> drops = new ArrayList<>();
    private final Map<String, String> renames = new LinkedHashMap<>();
    private final Map<String, String> labels = new LinkedHashMap<>();

    DeclarationCompiler(StepParts parts) {
        this.parts = parts;
        this.pdv = parts.pdv();
    }

    /** Compiles the statement if it is a declaration. */
    boolean compile(DataStatement statement) {
        if (statement instanceof DataStatement.Length length) {
            length.defaultLength().ifPresent(pdv::defaultNumberLength);
            length.items().forEach(item -> declareLength(item, length.place()));
        } else if (statement instanceof DataStatement.Formats formats) {
            formats.items().forEach(item -> declareFormats(item, formats.informats()));
        } else if (statement instanceof DataStatement.Labels given) {
            labels.putAll(given.labels());
        } else if (statement instanceof DataStatement.Attributes attributes) {
            attributes.items().forEach(item -> declareAttributes(item, attributes.place()));
        } else if (statement instanceof DataStatement.Keep keep) {
            keeps.add(keep);
        } else if (statement instanceof DataStatement.Drop drop) {
            drops.add(drop);
        } else if (statement instanceof DataStatement.Rename rename) {
            renames.putAll(rename.names());
        } else if (statement instanceof DataStatement.Retain retain) {
            retain(retain);
        } else if (statement instanceof DataStatement.Array array) {
            array(array);
        } else {
            return false;
        }
        return true;
    }

    private void declareLength(DataStatement.Length.Item item, Place place) {
        for (VariableList list : item.variables()) {
            for (String name : pdv.expand(list)) {
                declareLength(name, item.type(), item.length(), place);
            }
        }
    }

    private void declareLength(String name, ValueType type, int length, Place place) {
        PdvVariable variable = pdv.reserve(name);
        boolean known = variable.isTyped();
        if (type == ValueType.CHARACTER) {
            pdv.text(name, length, place);
            if (known && variable.length() != length) {
                parts.context().log().write(DataStepMessage.LENGTH_ALREADY_SET, variable.name());
            }
        } else {
            pdv.number(name, place).length(length);
        }
    }

    private void declareFormats(DataStatement.Formats.Item item, boolean informats) {
        for (VariableList list : item.variables()) {
            for (String name : pdv.expand(list)) {
                declareFormat(name, item.format(), informats, item.place());
            }
        }
    }

    private void declareFormat(String name, Optional<Format> format, boolean informat, Place place) {
        PdvVariable variable = pdv.reserve(name);
        if (format.isPresent()) {
            requireKnown(format.get(), informat, place);
            if (!variable.isTyped()) {
                int width = format.get().width();
                pdv.declareAs(
                        variable,
                        format.get().isCharacter() ? ValueType.CHARACTER : ValueType.NUMERIC,
                        width > 0 ? width : 8);
            } else if (variable.isText() != format.get().isCharacter()) {
                throw new StepFailure(
                        place,
                        DataStepMessage.FORMAT_TYPE,
                        format.get().isCharacter() ? "character" : "numeric",
                        format.get().name(),
                        variable.isText() ? "character" : "numeric",
                        variable.name(),
                        parts.outputs().isEmpty()
                                ? "_NULL_"
                                : parts.outputs().get(0).fullName());
            }
        }
        if (informat) {
            variable.declareInformat(format);
        } else {
            variable.declareFormat(format);
        }
    }

    private void requireKnown(Format format, boolean informat, Place place) {
        Formats formats = parts.context().formats();
        boolean known = informat ? formats.knowsInformat(format.name()) : formats.knowsFormat(format.name());
        if (!known) {
            throw new StepFailure(
                    place,
                    informat ? DataStepMessage.BAD_INFORMAT : DataStepMessage.BAD_FORMAT,
                    format.name(),
                    Suggestion.of(format.name(), informat ? formats.informatNames() : formats.formatNames()));
        }
    }

    private void declareAttributes(DataStatement.Attributes.Item item, Place place) {
        for (VariableList list : item.variables()) {
            for (String name : pdv.expand(list)) {
                item.length().ifPresent(l -> declareLength(name, l.type(), l.length(), place));
                item.format().ifPresent(f -> declareFormat(name, Optional.of(f), false, place));
                item.informat().ifPresent(f -> declareFormat(name, Optional.of(f), true, place));
                item.label().ifPresent(l -> labels.put(name, l));
            }
        }
    }

    private void retain(DataStatement.Retain retain) {
        if (retain.groups().isEmpty()) {
            pdv.retainAll();
        }
        for (DataStatement.Retain.Group group : retain.groups()) {
            List<PdvVariable> variables = new ArrayList<>();
            for (VariableList list : group.variables()) {
                for (String name : pdv.expand(list)) {
                    variables.add(pdv.reserve(name));
                }
            }
            variables.forEach(PdvVariable::retain);
            List<Expression> values = group.values();
            for (int i = 0; i < variables.size() && !values.isEmpty(); i++) {
                if (!group.listed() || i < values.size()) {
                    initialise(variables.get(i), values.get(group.listed() ? i : 0), retain.place());
                }
            }
        }
    }

    private void initialise(PdvVariable variable, Expression value, Place place) {
        ExpressionNode node = parts.expressions().compile(value);
        variable.markAssigned();
        if (node instanceof TextNode text) {
            pdv.text(variable.name(), text.length(), place);
            pdv.initialise(variable, Blanks.fit(text.text(pdv.newFrame()), variable.length()));
        } else {
            pdv.number(variable.name(), place);
            pdv.initialise(variable, ((NumberNode) node).number(pdv.newFrame()));
        }
    }

    private void array(DataStatement.Array array) {
        boolean hidesVariable = pdv.find(array.name()).map(PdvVariable::isTyped).orElse(false);
        if (hidesVariable) {
            throw new StepFailure(array.place(), DataStepMessage.ARRAY_NAME_IS_VARIABLE, array.name());
        }
        int size = 1;
        for (int[] bound : array.bounds()) {
            size *= bound[1] - bound[0] + 1;
        }
        List<PdvVariable> elements = array.temporary() ? temporaries(array, size) : elements(array, size);
        List<int[]> bounds = array.bounds().isEmpty() ? List.of(new int[] {1, elements.size()}) : array.bounds();
        if (!array.bounds().isEmpty() && elements.size() != size) {
            throw new StepFailure(array.place(), DataStepMessage.ARRAY_SIZE, array.name(), size, elements.size());
        }
        if (elements.stream().map(PdvVariable::isText).distinct().count() > 1) {
            throw new StepFailure(array.place(), DataStepMessage.ARRAY_TYPES);
        }
        if (elements.isEmpty()) {
            throw new StepFailure(array.place(), DataStepMessage.ARRAY_SIZE, array.name(), 1, 0);
        }
        for (int i = 0; i < array.initial().size() && i < elements.size(); i++) {
            initialiseElement(elements.get(i), array.initial().get(i));
            elements.get(i).retain();
        }
        int[] lower = bounds.stream().mapToInt(b -> b[0]).toArray();
        int[] upper = bounds.stream().mapToInt(b -> b[1]).toArray();
        pdv.define(
                new ArrayDefinition(
                        array.name(),
                        lower,
                        upper,
                        elements,
                        pdv.implicitIndex(array.bounds().isEmpty())),
                array.place());
    }

    private void initialiseElement(PdvVariable element, Expression value) {
        ExpressionNode node = parts.expressions().compile(value);
        if (element.isText()) {
            TextNode text = parts.expressions().toText(node, 12, value.place());
            pdv.initialise(element, Blanks.fit(text.text(pdv.newFrame()), element.length()));
        } else {
            NumberNode number = parts.expressions().toNumber(node, value);
            pdv.initialise(element, number.number(pdv.newFrame()));
        }
    }

    private List<PdvVariable> temporaries(DataStatement.Array array, int size) {
        int count = array.bounds().isEmpty() ? array.initial().size() : size;
        List<PdvVariable> elements = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            elements.add(pdv.temporary(
                    array.name() + (i + 1), array.character(), array.length().orElse(8)));
        }
        return elements;
    }

    private List<PdvVariable> elements(DataStatement.Array array, int size) {
        List<String> names = new ArrayList<>();
        for (VariableList list : array.elements()) {
            names.addAll(pdv.expand(list));
        }
        if (array.elements().isEmpty()) {
            for (int i = 1; i <= size; i++) {
                names.add(array.name() + i);
            }
        }
        List<PdvVariable> elements = new ArrayList<>();
        for (String name : names) {
            PdvVariable element = pdv.reserve(name);
            if (!element.isTyped()) {
                boolean text = array.character()
                        || !elements.isEmpty() && elements.get(0).isText();
                pdv.declareAs(
                        element,
                        text ? ValueType.CHARACTER : ValueType.NUMERIC,
                        array.length().orElse(8));
            }
            element.markAssigned();
            element.markUsed();
            elements.add(element);
        }
        return elements;
    }

    /** Labels, and what KEEP, DROP and RENAME leave: once all statements are compiled. */
    OutputDataSet.Selection finish() {
        labels.forEach((name, label) -> pdv.reserve(name).declareLabel(label));
        pdv.fixOpenTypes();
        OutputDataSet.Selection selection = new OutputDataSet.Selection();
        for (DataStatement.Keep keep : keeps) {
            selection.keep(known(keep.variables()));
        }
        for (DataStatement.Drop drop : drops) {
            selection.drop(known(drop.variables()));
        }
        renames.forEach((from, to) -> {
            known(List.of(new VariableList.Name(from, Place.UNKNOWN)));
            selection.rename(from, to);
        });
        return selection;
    }

    private List<String> known(List<VariableList> lists) {
        List<String> names = new ArrayList<>();
        for (VariableList list : lists) {
            for (String name : pdv.expand(list)) {
                if (pdv.find(name).isEmpty()) {
                    parts.context()
                            .log()
                            .write(
                                    list.place(),
                                    DataStepMessage.NEVER_REFERENCED,
                                    name,
                                    Suggestion.of(name, pdv.names()));
                } else {
                    names.add(name);
                }
            }
        }
        return names;
    }
}
