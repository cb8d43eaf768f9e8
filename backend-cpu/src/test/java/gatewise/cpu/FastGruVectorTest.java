package gatewise.cpu;

import gatewise.kernel.KernelKind;

class FastGruVectorTest extends FastGruTest {
    @Override
    KernelKind kernel() {
        return KernelKind.VECTOR;
    }
}
