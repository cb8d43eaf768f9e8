/** What tests of several packages share. */
package gatewise.testing;
