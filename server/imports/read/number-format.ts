/** Numbers as the author saw them: dates, times, shares and fixed places by the cell's format. */

/** Formats with a number of their own. The short date (14) is written as Chinese programs show it. */
const builtin: Readonly<Record<number, string>> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  11: '0.00E+00',
  12: '# ?/?',
  13: '# ??/??',
  14: 'yyyy/m/d',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'yyyy/m/d h:mm',
  27: 'yyyy"年"m"月"',
  28: 'm"月"d"日"',
  29: 'm"月"d"日"',
  30: 'm-d-yy',
  31: 'yyyy"年"m"月"d"日"',
  32: 'h"时"mm"分"',
  33: 'h"时"mm"分"ss"秒"',
  36: 'yyyy"年"m"月"',
  37: '#,##0;-#,##0',
  38: '#,##0;-#,##0',
  39: '#,##0.00;-#,##0.00',
  40: '#,##0.00;-#,##0.00',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mm:ss.0',
  48: '##0.0E+0',
  50: 'yyyy"年"m"月"',
  51: 'm"月"d"日"',
  57: 'yyyy"年"m"月"',
  58: 'm"月"d"日"',
}

/** A format code, or null for the general format and text. */
export function formatCode(id: number, custom: ReadonlyMap<number, string>): string | null {
  const code = custom.get(id) ?? builtin[id] ?? null
  return code === null || code === '@' || /^general$/iu.test(code) ? null : code
}

/** A number as typed: the binary fraction's tail (0.30000000000000004) is not the author's. */
export function generalText(value: number): string {
  return String(Number(value.toPrecision(15)))
}

/** Writes a number by a format code. */
export type Formatter = (code: string, value: number, date1904: boolean) => string

/** Loads the formatter of the spreadsheet library, which knows the whole format language; only files that need it pay for it. */
export async function loadFormatter(): Promise<Formatter> {
  const { SSF } = await import('xlsx')
  return (code, value, date1904) => {
    try {
      return String(SSF.format(code, value, { date1904 })).trim()
    } catch {
      // A format the library does not know must not lose the number.
      return generalText(value)
    }
  }
}
