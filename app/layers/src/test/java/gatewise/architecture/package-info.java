/** Rules of architecture that every module keeps; the other modules' tests use them from this one's test jar. */
package gatewise.architecture;
