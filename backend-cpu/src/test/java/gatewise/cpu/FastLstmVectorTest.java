package gatewise.cpu;

import gatewise.kernel.KernelKind;

class FastLstmVectorTest extends FastLstmTest {
    @Override
    KernelKind kernel() {
        return KernelKind.VECTOR;
    }
}
