/** Many runs: networks compared over seeds, a run repeated bit for bit, speed measured. */
package gatewise.study;
