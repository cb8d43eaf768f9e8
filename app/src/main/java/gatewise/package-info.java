/** Trains, explains and ships recurrent networks on the JVM with Deeplearning4j; each package below is one room. */
package gatewise;
