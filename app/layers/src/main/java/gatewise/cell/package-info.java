/**
 * The arithmetic of one recurrent cell in plain Java: no arrays of another library, no natives.
 */
package gatewise.cell;
