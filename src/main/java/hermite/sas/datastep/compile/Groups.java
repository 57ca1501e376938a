package hermite.sas.datastep.compile;

import hermite.sas.datastep.vector.ProgramDataVector;
import hermite.sas.syntax.ast.DataStatement.GroupElement;
import hermite.sas.syntax.ast.DataStatement.PointerMove;
import hermite.sas.syntax.ast.Expression;
import hermite.sas.syntax.ast.VariableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Parenthesised lists of variables and formats: the formats are used in turn until every variable has had one. */
final class Groups {
    private Groups() {}

    /** What is made of the pairs. */
    interface Receiver {
        void move(PointerMove move);

        void variable(Expression variable, GroupElement.FormatElement element);
    }

    static void cycle(ProgramDataVector pdv, List<VariableList> lists, List<GroupElement> formats, Receiver receiver) {
        List<GroupElement> turns = new ArrayList<>();
        boolean anyFormat = false;
        for (GroupElement element : formats) {
            if (element instanceof GroupElement.FormatElement format) {
                anyFormat = true;
                for (int i = 0; i < Math.max(1, format.count()); i++) {
                    turns.add(format);
                }
            } else {
                turns.add(element);
            }
        }
        GroupElement.FormatElement plain = new GroupElement.FormatElement(1, Optional.empty(), "");
        int turn = 0;
        for (Expression variable : variables(pdv, lists)) {
            if (!anyFormat) {
                turns.stream()
                        .map(t -> ((GroupElement.PointerElement) t).move())
                        .forEach(receiver::move);
                receiver.variable(variable, plain);
                continue;
            }
            while (turns.get(turn % turns.size()) instanceof GroupElement.PointerElement pointer) {
                receiver.move(pointer.move());
                turn++;
            }
            receiver.variable(variable, (GroupElement.FormatElement) turns.get(turn % turns.size()));
            turn++;
        }
    }

    private static List<Expression> variables(ProgramDataVector pdv, List<VariableList> lists) {
        List<Expression> variables = new ArrayList<>();
        for (VariableList list : lists) {
            for (String name : pdv.expand(list)) {
                variables.add(new Expression.VariableReference(name, list.place()));
            }
        }
        return variables;
    }
}
