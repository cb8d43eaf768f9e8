/** Comparisons of Gatewise with other libraries, outside the application. */
package gatewise.bench;
