/**
 * Tasks on a cluster of Apache Spark, which the user brings along: the only room that knows it. What is to be refused is
 * refused before a context starts, as Spark itself waits in silence for what never comes.
 */
package gatewise.spark;
