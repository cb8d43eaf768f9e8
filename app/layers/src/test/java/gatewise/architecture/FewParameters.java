package gatewise.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/**
 * At most five parameters, of which a caller mixes up none. A class with a builder may have more where the builder alone
 * calls the constructor: its callers name each value.
 */
final class FewParameters extends ArchCondition<JavaConstructor> {
    private static final int MOST = 5;

    FewParameters() {
        super("have at most " + MOST + " parameters, or be called by a builder alone");
    }

    @Override
    public void check(JavaConstructor constructor, ConditionEvents events) {
        int count = constructor.getRawParameterTypes().size() - addedByTheCompiler(constructor.getOwner());
        boolean satisfied = count <= MOST || isCalledByItsBuilderAlone(constructor);
        events.add(new SimpleConditionEvent(
                constructor, satisfied, constructor.getFullName() + " has " + count + " parameters"));
    }

    /** An enum's name and number, or the instance that an inner class belongs to. */
    private static int addedByTheCompiler(JavaClass owner) {
        if (owner.isEnum()) {
            return 2;
        }
        return owner.isInnerClass() && !owner.getModifiers().contains(JavaModifier.STATIC) ? 1 : 0;
    }

    private static boolean isCalledByItsBuilderAlone(JavaConstructor constructor) {
        String builder = constructor.getOwner().getName() + "Builder";
        return !constructor.getCallsOfSelf().isEmpty()
                && constructor.getCallsOfSelf().stream()
                        .allMatch(call -> call.getOriginOwner().getName().equals(builder));
    }
}
