/** Codes of scopes and points as paths; apart from the tables, so that the console can use them. */

/** The scope a scope or point stands in: `A-B-A-012` → `A-B-A`; undefined at the top. */
export function parentOf(code: string): string | undefined {
  const cut = code.lastIndexOf('-')
  return cut < 0 ? undefined : code.slice(0, cut)
}

/** True when `code` is `scope` or lies below it. */
export const isWithin = (code: string, scope: string): boolean => code === scope || code.startsWith(`${scope}-`)
