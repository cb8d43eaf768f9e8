package gatewise.cpu;

/** A layer that need not compute the gradient with respect to its input, which takes a product a step. */
interface InputGradient {
    /** From now on nobody asks for it, as of a network's first layer. */
    void leaveOutInputGradient();
}
