/**
 * Which backend this build carries, which device it would run on and whether it can: asked before ND4J initialises,
 * because ND4J itself answers late and unclearly. Only {@link gatewise.hardware.Nd4jRuntime} touches ND4J's classes.
 */
package gatewise.hardware;
