/** Labelled images: IDX files, datasets and their splits, pictures of digits brought into the same form, safe writing. */
package gatewise.data;
