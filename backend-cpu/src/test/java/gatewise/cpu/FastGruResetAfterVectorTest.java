package gatewise.cpu;

import gatewise.kernel.KernelKind;

class FastGruResetAfterVectorTest extends FastGruResetAfterTest {
    @Override
    KernelKind kernel() {
        return KernelKind.VECTOR;
    }
}
