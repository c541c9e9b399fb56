/** Says which word was spoken, and shows why. */
export function ClassifyPanel() {
  return null;
}
