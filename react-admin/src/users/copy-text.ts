/** Puts text on the clipboard. False where the browser does not allow it: without HTTPS, or refused by the person. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // navigator.clipboard is missing, or not allowed: the caller says how else to copy.
    return false;
  }
}
