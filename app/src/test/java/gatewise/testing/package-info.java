/** What several tests share. */
package gatewise.testing;
