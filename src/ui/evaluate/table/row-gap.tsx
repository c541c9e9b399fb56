/** Holds the place of rows of a long table that are out of view. */
export function RowGap({ heightPx }: { heightPx: number }) {
  return heightPx > 0 ? <tr aria-hidden="true" style={{ height: heightPx }} /> : null;
}
