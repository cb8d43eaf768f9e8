/**
 * This machine: the backend that the application was put together with, what doctor looks at, the processor and how many
 * threads compute. Only {@link gatewise.machine.Nd4jRuntime} touches ND4J's classes.
 */
package gatewise.machine;
